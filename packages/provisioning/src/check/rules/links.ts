import type { PageLink } from '@dynamo-observability/dashboards';

import { dashboardRule, type Problem, type Subject } from '../rule.ts';

interface Standing {
  readonly link: PageLink;
  readonly panel: string;
}

const linksOf = ({ dashboard }: Subject): readonly Standing[] =>
  dashboard.rows.flatMap((row) =>
    row.panels.flatMap(({ panel }) => panel.links.map((link) => ({ link, panel: panel.id })))
  );

/** A link leads to a dashboard that exists, and sets variables that it has. */
export const deadLink = dashboardRule(
  'dead-link',
  'Correct the uid or the variable; both must exist on the dashboard that the link leads to.',
  (subject, all) =>
    linksOf(subject).flatMap(({ link, panel }): Omit<Problem, 'dashboard'>[] => {
      const target = all.find(({ json }) => json.uid === link.dashboard);
      if (target === undefined) {
        return [{ panel, problem: `"${link.title}" leads to "${link.dashboard}", which does not exist` }];
      }
      const known = new Set(target.dashboard.variables.map((v) => v.name));
      return Object.keys(link.variables)
        .filter((name) => !known.has(name))
        .map((name) => ({ panel, problem: `"${link.title}" sets "${name}", which "${link.dashboard}" does not have` }));
    })
);

const macro = /\$\{[^}]*\}|\$\w+/g;

/** Any other format leaves `&`, `#` and `+` of a label value as they are, and they break the URL (grafana-live-facts.md 1.2). */
export const linkEncoding = dashboardRule('link-encoding', 'Write the macro as ${…:percentencode}.', (subject) =>
  linksOf(subject).flatMap(({ link, panel }) =>
    Object.entries(link.variables).flatMap(([name, value]) =>
      (value.match(macro) ?? [])
        .filter((m) => !m.endsWith(':percentencode}'))
        .map((m) => ({ panel, problem: `"${link.title}" puts ${m} into "${name}" without encoding it` }))
    )
  )
);
