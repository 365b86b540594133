import type { Dashboard, Panel } from '@dynamo-observability/dashboards';

import { drawnPanels } from '../../dashboard/exported.ts';
import { dashboardRule, type Problem } from '../rule.ts';

type Found = Omit<Problem, 'dashboard'>;

const panelsOf = (dashboard: Dashboard): readonly Panel[] =>
  dashboard.rows.flatMap((row) => row.panels.map((p) => p.panel));
const blank = (text: string | undefined): boolean => text === undefined || text.trim() === '';

/** At most four words: the field's short term. */
export const panelTitle = dashboardRule(
  'panel-title',
  'Give the panel the field’s short term as its title, at most four words, different from its neighbours.',
  ({ dashboard }) => {
    const panels = panelsOf(dashboard);
    return panels.flatMap((panel): Found[] => {
      const at = (problem: string) => [{ panel: panel.id, problem }];
      if (blank(panel.title)) {
        return at('it has no title');
      }
      if (panel.title.trim().split(/\s+/).length > 4) {
        return at(`its title "${panel.title}" has more than four words`);
      }
      return panels.some((other) => other !== panel && other.title === panel.title)
        ? at(`another panel is called "${panel.title}" too`)
        : [];
    });
  }
);

/** What a reader finds behind the "i": the question, and how to read the answer. */
export const panelDescription = dashboardRule(
  'panel-description',
  'Write the question, ending in "?", and how to read the answer: what good looks like and what to do next.',
  ({ dashboard, json }) => [
    ...panelsOf(dashboard).flatMap((panel): Found[] => [
      ...(panel.question.trim().endsWith('?')
        ? []
        : [{ panel: panel.id, problem: 'its question does not end in "?"' }]),
      ...(blank(panel.reading) ? [{ panel: panel.id, problem: 'it does not say how to read it' }] : []),
    ]),
    ...drawnPanels(json)
      .filter((panel) => blank(panel.description))
      .map((panel) => ({ panel: panel.title ?? String(panel.id), problem: 'its JSON has no description' })),
  ]
);

/** An empty panel says why it is empty. */
export const noValue = dashboardRule(
  'no-value',
  'Write what an empty panel means in `absence`; the field configuration shows the same text as `noValue`.',
  ({ dashboard }) =>
    panelsOf(dashboard).flatMap((panel): Found[] => {
      if (blank(panel.absence)) {
        return [{ panel: panel.id, problem: 'it does not say what an empty panel means' }];
      }
      return panel.fieldConfig.defaults.noValue === panel.absence
        ? []
        : [{ panel: panel.id, problem: 'its `noValue` is not the text of `absence`' }];
    })
);
