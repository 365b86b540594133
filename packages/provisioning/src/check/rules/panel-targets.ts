import { queryText, type Target } from '@dynamo-observability/dashboards';

import { drawnPanels, type ExportedPanel } from '../../dashboard/exported.ts';
import { dashboardRule, repeated } from '../rule.ts';

/** Panels that list things: a query of theirs may have no series, and then needs no legend. */
const lists: ReadonlySet<string> = new Set(['logs', 'traces', 'table', 'nodeGraph']);

const lacksLegend = (target: Target, type: string): boolean =>
  'legendFormat' in target &&
  target.legendFormat.trim() === '' &&
  (target.datasource.type === 'prometheus' || !lists.has(type));

function problemsOf({ type, targets }: ExportedPanel): readonly string[] {
  if (type === 'text') {
    return targets.length === 0 ? [] : ['it asks something and shows only text'];
  }
  if (targets.length === 0) {
    return ['it asks nothing'];
  }
  return [
    ...targets.filter((t) => queryText(t).trim() === '').map((t) => `query ${t.refId} is empty`),
    ...targets.filter((t) => lacksLegend(t, type)).map((t) => `query ${t.refId} has no legend`),
    ...repeated(targets.map((t) => t.refId)).map((refId) => `two queries are called ${refId}`),
  ];
}

/** A panel asks something, each query has a letter of its own, and each series a name that people can read. */
export const panelTargets = dashboardRule(
  'panel-targets',
  'Give the panel at least one query, each with its own refId and a legend.',
  ({ json }) =>
    drawnPanels(json).flatMap((panel) =>
      problemsOf(panel).map((problem) => ({ panel: panel.title ?? String(panel.id), problem }))
    )
);
