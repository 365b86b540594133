import { drawnPanels, type ExportedPanel } from '../../dashboard/exported.ts';
import { dashboardRule, repeated } from '../rule.ts';

function problemsOf({ targets }: ExportedPanel): readonly string[] {
  if (targets.length === 0) {
    return ['it asks nothing'];
  }
  return [
    ...targets.filter((t) => t.expr.trim() === '').map((t) => `query ${t.refId} is empty`),
    ...targets.filter((t) => t.legendFormat.trim() === '').map((t) => `query ${t.refId} has no legend`),
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
