import * as fc from 'fast-check';

/**
 * Random expressions from the parts that the lists write by hand. Left out is what Prometheus itself answers
 * differently from run to run, because it sums computed series in random order: ranks and equality of computed values.
 */
export function generatedExpressions(count: number, seed: number): string[] {
  return fc.sample(expression.vector, { numRuns: count, seed });
}

const gauge = fc.constantFrom(
  'up',
  'dynamo_frontend_inflight_requests',
  'dynamo_frontend_worker_active_decode_blocks',
  'dynamo_work_handler_queue_depth',
  'vllm:num_requests_running',
  'dynamo_frontend_requests_total{status="success"}'
);
const counter = fc.constantFrom(
  'dynamo_frontend_requests_total',
  'dynamo_component_requests_total',
  'dynamo_frontend_output_tokens_total',
  'dynamo_component_request_duration_seconds_count'
);
const label = fc.constantFrom('job', 'instance', 'model', 'worker_id', 'dynamo_endpoint', 'status', 'missing');
const labels = fc.uniqueArray(label, { maxLength: 3 }).map((names) => names.join(', '));
const duration = fc.constantFrom('5s', '12s', '30s', '1m', '95s', '5m');
const offset = fc.oneof(
  { weight: 4, arbitrary: fc.constant('') },
  duration.map((text) => ` offset ${text}`),
  duration.map((text) => ` offset -${text}`),
  fc.constantFrom(' @ 1795355300', ' @ start()', ' @ end()')
);
const number = fc.constantFrom('0', '1', '2', '0.5', '-3', '1e3', 'NaN', 'Inf');
const grouping = fc.tuple(fc.constantFrom('by', 'without'), labels).map(([word, names]) => `${word} (${names})`);

const overGauge = fc.constantFrom(
  'avg_over_time',
  'min_over_time',
  'max_over_time',
  'sum_over_time',
  'count_over_time',
  'last_over_time',
  'present_over_time',
  'changes',
  'resets',
  'idelta',
  'delta'
);
const overCounter = fc.constantFrom('rate', 'increase', 'irate', 'changes', 'resets', 'max_over_time');
const ofSample = fc.constantFrom('abs', 'ceil', 'floor', 'round', 'sgn', 'exp', 'sqrt', 'timestamp', 'sort');
const aggregation = fc.constantFrom('sum', 'avg', 'min', 'max', 'count', 'group');
const matching = fc.oneof(
  fc.constant(''),
  labels.map((names) => `on (${names})`),
  labels.map((names) => `ignoring (${names})`)
);
const grouped = fc.oneof(
  labels.map((names) => `on (${names}) group_left`),
  fc.tuple(labels, label).map(([names, name]) => `ignoring (${names}) group_right (${name})`),
  labels.map((names) => `on (${names}) group_right`)
);

const expression = fc.letrec<{ vector: string }>((tie) => {
  const inner = tie('vector');
  return {
    vector: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.tuple(gauge, offset).map(([selector, shift]) => selector + shift),
      fc
        .tuple(overGauge, gauge, duration, offset)
        .map(([name, of, range, shift]) => `${name}(${of}[${range}]${shift})`),
      fc
        .tuple(overCounter, counter, duration, offset)
        .map(([name, of, range, shift]) => `${name}(${of}[${range}]${shift})`),
      fc
        .tuple(overGauge, inner, duration, duration, offset)
        .map(([name, of, range, step, shift]) => `${name}((${of})[${range}:${step}]${shift})`),
      fc.tuple(aggregation, grouping, inner).map(([name, group, of]) => `${name} ${group} (${of})`),
      fc.tuple(ofSample, inner).map(([name, of]) => `${name}(${of})`),
      fc
        .tuple(fc.constantFrom('+', '-', '*', '/', '%', '^', '>', '<=', '> bool'), inner, number)
        .map(([op, of, constant]) => `(${of}) ${op} ${constant}`),
      fc
        .tuple(fc.constantFrom('+', '*', '/', '>', '< bool'), matching, inner, inner)
        .map(([op, match, a, b]) => `(${a}) ${op} ${match} (${b})`),
      fc
        .tuple(fc.constantFrom('*', '/', '>='), grouped, inner, inner)
        .map(([op, match, a, b]) => `(${a}) ${op} ${match} (${b})`),
      fc
        .tuple(fc.constantFrom('and', 'or', 'unless'), matching, inner, inner)
        .map(([op, match, a, b]) => `(${a}) ${op} ${match} (${b})`),
      fc.tuple(label, inner).map(([name, of]) => `label_replace(${of}, "${name}", "$1", "instance", "(.*)-.*")`),
      inner.map((of) => `-(${of})`),
      inner.map((of) => `absent(${of})`)
    ),
  };
});
