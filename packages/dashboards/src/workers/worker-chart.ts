import { busiest, type Expr, type Kind } from '@dynamo-observability/query';

import type { PageLink } from '../model.ts';
import { timeseries, type Chart } from '../visual/timeseries.ts';

/** Opens the page of workers on the worker of the line. */
const onlyThisWorker: PageLink = {
  title: 'Show only ${__field.labels.instance}',
  dashboard: 'dynamo-workers',
  variables: { worker: '${__field.labels.instance:percentencode}' },
};

/** A line per worker, rank or role: too many for a table, and of the same colour on every chart. */
export const manyLines = (chart: Chart) => timeseries({ ...chart, colourByName: true, shortLegend: true });

/** A line per worker, each with a way to that worker alone. */
export const workerChart = (chart: Chart) => manyLines({ ...chart, links: [onlyThisWorker] });

/** The eight workers that are highest over the time range: as many as a legend holds, and the same ones at every moment. */
export const topEight = <L extends string, K extends Kind>(of: Expr<L, K>): Expr<L, K> => busiest(8, of, ['instance']);
