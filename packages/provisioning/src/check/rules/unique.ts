import { drawnPanels, isRow } from '../../dashboard/exported.ts';
import { dashboardRule, repeated, type Rule } from '../rule.ts';

/**
 * Alert rules, links and saved URLs name a panel by its number, within a dashboard; we keep slugs apart over all of them. One panel may
 * stand on several dashboards: it is the same object there.
 */
export const uniquePanelIds: Rule = {
  name: 'unique-panel-ids',
  mend: 'Give the panel or row another id: its number is derived from it.',
  problems: (subjects) => {
    const panels = subjects.flatMap(({ dashboard }) =>
      dashboard.rows.flatMap((row) => row.panels.map(({ panel }) => ({ dashboard: dashboard.uid, panel })))
    );
    const taken = panels.flatMap(({ dashboard, panel }, i) => {
      const others = panels.slice(0, i).filter((other) => other.panel.id === panel.id);
      return others.some((other) => other.panel !== panel || other.dashboard === dashboard)
        ? [{ dashboard, panel: panel.id, problem: `another panel has the id "${panel.id}" too` }]
        : [];
    });
    const collisions = subjects.flatMap(({ json }) => {
      const numbers = [...json.panels.filter(isRow), ...drawnPanels(json)].map((panel) => panel.id);
      return repeated(numbers).map((id) => ({
        dashboard: json.uid,
        problem: `two panels or rows have the number ${id}`,
      }));
    });
    return [...taken, ...collisions];
  },
};

/** A dashboard is found by its uid; two with the same would overwrite each other at every reload. */
export const uniqueUids: Rule = {
  name: 'unique-uids',
  mend: 'Give each dashboard a uid of its own.',
  problems: (subjects) =>
    repeated(subjects.map(({ json }) => json.uid)).map((uid) => ({
      dashboard: uid,
      problem: `two dashboards have the uid "${uid}"`,
    })),
};

/** The same title twice in one folder makes Grafana refuse to write any of them (grafana-live-facts.md 10). */
export const uniqueTitles: Rule = {
  name: 'unique-titles',
  mend: 'Give each dashboard a title of its own: all stand in one folder.',
  problems: (subjects) => {
    const titles = repeated(subjects.map(({ json }) => json.title));
    return subjects
      .filter(({ json }) => titles.includes(json.title))
      .map(({ json }) => ({ dashboard: json.uid, problem: `another dashboard is called "${json.title}" too` }));
  },
};

export const dashboardUid = dashboardRule(
  'dashboard-uid',
  'Use letters, digits, "-" and "_", 40 at most.',
  ({ json }) => (/^[\w-]{1,40}$/.test(json.uid) ? [] : [{ problem: `"${json.uid}" is not a uid that Grafana takes` }])
);
