import type { ValueType } from './value-type.ts';

export interface Signature {
  readonly args: readonly ValueType[];
  /** How many of the last arguments may be left out. */
  readonly optional?: number;
  /** Whether the last argument may be repeated. */
  readonly repeated?: true;
  readonly returns: 'scalar' | 'vector';
}

const OF_VECTOR = { args: ['vector'], returns: 'vector' } as const;
const OF_RANGE = { args: ['matrix'], returns: 'vector' } as const;
const OF_TIME = { args: ['vector'], optional: 1, returns: 'vector' } as const;

/** Every function the store evaluates, with the types that Prometheus 2.42 asks for. */
export const FUNCTIONS = {
  abs: OF_VECTOR,
  absent: OF_VECTOR,
  absent_over_time: OF_RANGE,
  avg_over_time: OF_RANGE,
  ceil: OF_VECTOR,
  changes: OF_RANGE,
  clamp: { args: ['vector', 'scalar', 'scalar'], returns: 'vector' },
  clamp_max: { args: ['vector', 'scalar'], returns: 'vector' },
  clamp_min: { args: ['vector', 'scalar'], returns: 'vector' },
  count_over_time: OF_RANGE,
  day_of_month: OF_TIME,
  day_of_week: OF_TIME,
  day_of_year: OF_TIME,
  days_in_month: OF_TIME,
  delta: OF_RANGE,
  deriv: OF_RANGE,
  exp: OF_VECTOR,
  floor: OF_VECTOR,
  histogram_fraction: { args: ['scalar', 'scalar', 'vector'], returns: 'vector' },
  histogram_quantile: { args: ['scalar', 'vector'], returns: 'vector' },
  hour: OF_TIME,
  idelta: OF_RANGE,
  increase: OF_RANGE,
  irate: OF_RANGE,
  label_join: { args: ['vector', 'string', 'string', 'string'], optional: 1, repeated: true, returns: 'vector' },
  label_replace: { args: ['vector', 'string', 'string', 'string', 'string'], returns: 'vector' },
  last_over_time: OF_RANGE,
  ln: OF_VECTOR,
  log10: OF_VECTOR,
  log2: OF_VECTOR,
  max_over_time: OF_RANGE,
  min_over_time: OF_RANGE,
  minute: OF_TIME,
  month: OF_TIME,
  predict_linear: { args: ['matrix', 'scalar'], returns: 'vector' },
  present_over_time: OF_RANGE,
  quantile_over_time: { args: ['scalar', 'matrix'], returns: 'vector' },
  rate: OF_RANGE,
  resets: OF_RANGE,
  round: { args: ['vector', 'scalar'], optional: 1, returns: 'vector' },
  scalar: { args: ['vector'], returns: 'scalar' },
  sgn: OF_VECTOR,
  sort: OF_VECTOR,
  sort_desc: OF_VECTOR,
  sqrt: OF_VECTOR,
  stddev_over_time: OF_RANGE,
  stdvar_over_time: OF_RANGE,
  sum_over_time: OF_RANGE,
  time: { args: [], returns: 'scalar' },
  timestamp: OF_VECTOR,
  vector: { args: ['scalar'], returns: 'vector' },
  year: OF_TIME,
} as const satisfies Readonly<Record<string, Signature>>;

export type FunctionName = keyof typeof FUNCTIONS;

export function isFunctionName(name: string): name is FunctionName {
  return Object.hasOwn(FUNCTIONS, name);
}

export function signatureOf(name: FunctionName): Signature {
  return FUNCTIONS[name];
}
