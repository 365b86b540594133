import { busiest, type Expr, type Kind } from '@dynamo-observability/query';

import type { Statement } from '../visual/panel.ts';
import { timeseries, type Chart } from '../visual/timeseries.ts';

/** A GPU is known by its host and its place there. */
export const eachGpu = { by: ['hostname', 'gpu'] } as const;
export const gpuLegend = '{{hostname}} GPU {{gpu}}';
export const absentDcgm = 'DCGM has no values in this time range.';

/** What is off in the default counters of dcgm-exporter says so where it is absent. */
export const absentCounter = 'DCGM has no such values: the counter is off by default, or these GPUs lack it.';

/** Lines by GPU or by kind, of the same colour on every chart. */
export const gpuChart = (
  statement: Omit<Statement, 'absence'> & Pick<Chart, 'max' | 'limit' | 'decimals' | 'absence' | 'stacked'>
) => timeseries({ absence: absentDcgm, ...statement, colourByName: true, shortLegend: true });

/** The eight GPUs that are highest over the time range: as many as a legend holds. */
export const eightGpus = <K extends Kind>(of: Expr<'gpu', K>): Expr<'gpu', K> => busiest(8, of, eachGpu.by);
