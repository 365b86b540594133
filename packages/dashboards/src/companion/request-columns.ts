import type { SpanColumn } from '../visual/span-table.ts';

export const traceColumn: SpanColumn = { field: 'traceIdHidden', heading: 'Trace', width: 290 };
export const timeColumn: SpanColumn = { field: 'time', heading: 'Time', take: 'min', width: 185 };
export const durationColumn: SpanColumn = {
  field: 'duration',
  heading: 'Duration',
  unit: 'ns',
  take: 'max',
  width: 95,
};

/** What the span of a request says of it, and those of its routing. Worker ids are decimal. */
export const requestColumns: readonly SpanColumn[] = [
  timeColumn,
  traceColumn,
  { field: 'model', heading: 'Model' },
  { field: 'request.outcome', heading: 'Outcome', width: 95 },
  { field: 'ttft_ms', heading: 'TTFT', unit: 'ms', take: 'max', width: 95 },
  { field: 'avg_itl_ms', heading: 'ITL', unit: 'ms', take: 'max', width: 90 },
  durationColumn,
  { field: 'input_tokens', heading: 'In', unit: 'none', take: 'max', width: 75 },
  { field: 'output_tokens', heading: 'Out', unit: 'none', take: 'max', width: 75 },
  { field: 'overlap_blocks', heading: 'Overlap', unit: 'none', take: 'max', width: 85 },
  { field: 'prefill_worker_id', heading: 'Prefill worker', width: 195 },
  { field: 'decode_worker_id', heading: 'Decode worker', width: 195 },
];
