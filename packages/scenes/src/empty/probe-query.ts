import { exists, oneOf, panelTarget, print, value } from '@dynamo-observability/query';
import { gauge } from '@dynamo-observability/signals';

/** Any series: a selector without a metric name, matched by the label that holds the name. */
const anySeries = gauge('', ['__name__'], { unit: 'count', process: [], group: '', meaning: 'Any series there is.' });

/** PromQL that answers, with one series each, which of the named series exist. No matchers: what exists at all, not in a selection. */
export function probeQuery(names: readonly string[]): string {
  return print(exists(value(anySeries, { __name__: oneOf(...names) }), { by: ['__name__'] }).node, panelTarget());
}

/** The same as a query of a Prometheus data source, asked at the end of the time range. */
export const probeTarget = (names: readonly string[]) => ({
  refId: 'A',
  expr: probeQuery(names),
  format: 'time_series',
  instant: true,
  range: false,
  exemplar: false,
});
