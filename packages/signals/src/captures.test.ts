/** The catalogue against what real Dynamo 1.6.1 exposed: name, type, labels, and when a family appears. */
import { describe, expect, it } from 'vitest';

import { catalogue, metricNamed } from './catalogue.ts';
import type { AnyMetric, ProcessId } from './metric.ts';
import { exposition, expositions, type Family } from './testing/captures.ts';

const captures = expositions();
const families = captures.flatMap((capture) => Array.from(capture.families.values()));

/** Families that are captured and not in the catalogue, by name, with the reason. */
const outsideTheCatalogue: { readonly [name: string]: string } = {
  dynamo_planner_plugin_evaluations_created: 'the Python client adds a _created gauge to every counter and histogram',
  dynamo_planner_plugin_latency_seconds_created:
    'the Python client adds a _created gauge to every counter and histogram',
  dynamo_planner_tick_duration_seconds_created:
    'the Python client adds a _created gauge to every counter and histogram',
  dynamo_planner_tick_timeout_created: 'the Python client adds a _created gauge to every counter and histogram',
  process_cpu_seconds_total: 'the Python client describes its own process',
  process_max_fds: 'the Python client describes its own process',
  process_open_fds: 'the Python client describes its own process',
  process_resident_memory_bytes: 'the Python client describes its own process',
  process_start_time_seconds: 'the Python client describes its own process',
  process_virtual_memory_bytes: 'the Python client describes its own process',
  python_gc_collections_total: 'the Python client describes its interpreter',
  python_gc_objects_collected_total: 'the Python client describes its interpreter',
  python_gc_objects_uncollectable_total: 'the Python client describes its interpreter',
  python_info: 'the Python client describes its interpreter',
};

interface LabelDifference {
  readonly reason: string;
  readonly families: readonly string[];
  /** Labels of the catalogue that the series lack. */
  readonly missing: readonly string[];
  /** Labels of the series that the catalogue lacks. */
  readonly extra: readonly string[];
}

const workHandler = [
  'dynamo_component_requests_total',
  'dynamo_component_request_duration_seconds',
  'dynamo_component_inflight_requests',
  'dynamo_component_request_bytes_total',
  'dynamo_component_response_bytes_total',
  'dynamo_component_cancellation_total',
];
const addedByDynamo = ['dynamo_namespace', 'dynamo_component', 'dynamo_endpoint', 'worker_id'];

/** Sets of labels that are captured and are not those of the catalogue, with the reason. */
const labelDifferences: readonly LabelDifference[] = [
  {
    reason: 'the mocker registers its endpoints without a model; real engines name it',
    families: [...workHandler, 'dynamo_component_errors_total'],
    missing: ['model', 'model_name'],
    extra: [],
  },
  {
    reason: 'the standalone router serves endpoints too, names no model, and adds service="router"',
    families: workHandler,
    missing: ['model', 'model_name'],
    extra: ['service'],
  },
  {
    reason: 'the mocker writes engine metrics itself; those of real engines pass through Dynamo, which adds labels',
    families: [
      'vllm:num_requests_running',
      'vllm:num_requests_waiting',
      'vllm:num_preemptions_total',
      'vllm:kv_cache_usage_perc',
      'vllm:gpu_cache_usage_perc',
      'vllm:time_to_first_token_seconds',
      'vllm:inter_token_latency_seconds',
      'vllm:e2e_request_latency_seconds',
    ],
    missing: [...addedByDynamo, 'model'],
    extra: [],
  },
  {
    reason: 'the same for SGLang, whose scheduler also names the data-parallel rank',
    families: ['sglang:num_running_reqs', 'sglang:num_queue_reqs', 'sglang:cache_hit_rate'],
    missing: [...addedByDynamo, 'dp_rank'],
    extra: [],
  },
  {
    reason: 'the same for SGLang, where the tokenizer speaks for all ranks',
    families: [
      'sglang:num_requests_total',
      'sglang:time_to_first_token_seconds',
      'sglang:inter_token_latency_seconds',
      'sglang:e2e_request_latency_seconds',
    ],
    missing: addedByDynamo,
    extra: [],
  },
];

const sorted = (labels: readonly string[]) => [...labels].sort().join(' ');

/** The first difference that explains a captured set of labels, or undefined. */
function explains(metric: AnyMetric, labels: readonly string[]): LabelDifference | undefined {
  const missing = sorted(metric.labels.filter((label) => !labels.includes(label)));
  const extra = sorted(labels.filter((label) => !metric.labels.includes(label)));
  return labelDifferences.find(
    (one) => one.families.includes(metric.name) && sorted(one.missing) === missing && sorted(one.extra) === extra
  );
}

/** Captured sets of labels that are not those of the catalogue. */
function differences(family: Family) {
  const metric = metricNamed(family.name);
  return metric === undefined
    ? []
    : Array.from(family.labelSets)
        .map((labels) => labels.split(' ').filter((label) => label !== ''))
        .filter((labels) => sorted(labels) !== sorted(metric.labels))
        .map((labels) => ({ family: family.name, labels: sorted(labels), explanation: explains(metric, labels) }));
}

const seen = new Set(families.filter((family) => family.labelSets.size > 0).map((family) => family.name));
const described = new Set(families.map((family) => family.name));
const exposedBy = (metric: AnyMetric, process: ProcessId) => [metric.process].flat().includes(process);

describe('the captured expositions', () => {
  it('are all there: the bodies of /metrics, and every target of the long run', () => {
    expect(captures).toHaveLength(19 + 7);
  });

  it.each(captures.map((capture) => [capture.source, capture] as const))(
    '%s: every family is catalogued',
    (_, capture) => {
      const unknown = Array.from(capture.families.keys()).filter(
        (name) => metricNamed(name) === undefined && !(name in outsideTheCatalogue)
      );
      expect(unknown).toEqual([]);
    }
  );

  it.each(captures.map((capture) => [capture.source, capture] as const))('%s: with its type', (_, capture) => {
    const wrong = Array.from(capture.families.values()).filter(
      (family) => (metricNamed(family.name)?.type ?? family.type) !== family.type
    );
    expect(wrong).toEqual([]);
  });

  it.each(captures.map((capture) => [capture.source, capture] as const))('%s: with its labels', (_, capture) => {
    const unexplained = Array.from(capture.families.values())
      .flatMap(differences)
      .filter((difference) => difference.explanation === undefined);
    expect(unexplained).toEqual([]);
  });
});

describe('the exceptions', () => {
  it('name no family outside the catalogue that is not captured, or that has been catalogued since', () => {
    const idle = Object.keys(outsideTheCatalogue).filter(
      (name) => !described.has(name) || metricNamed(name) !== undefined
    );
    expect(idle).toEqual([]);
  });

  it('name no difference of labels that is not captured', () => {
    const used = families.flatMap(differences);
    const idle = labelDifferences.flatMap((one) =>
      one.families.filter((name) => !used.some((use) => use.family === name && use.explanation === one))
    );
    expect(idle).toEqual([]);
  });
});

describe('the notes of the catalogue', () => {
  it('say "seen 1.6.1" of exactly the families that are captured with series', () => {
    const noted = catalogue.filter((metric) => metric.note?.startsWith('seen 1.6.1')).map((metric) => metric.name);
    expect(noted.sort()).toEqual(
      Array.from(seen)
        .filter((name) => !(name in outsideTheCatalogue))
        .sort()
    );
  });

  it('say "HELP/TYPE only" of exactly those that are captured without series', () => {
    const noted = catalogue.filter((metric) => metric.note?.includes('HELP/TYPE only')).map((metric) => metric.name);
    expect(noted.sort()).toEqual(
      Array.from(described)
        .filter((name) => !seen.has(name))
        .sort()
    );
  });
});

describe.each([
  ['frontend', 'aggregated/frontend.start.metrics.txt', 'aggregated/frontend.metrics.txt'],
  ['worker', 'aggregated/worker-0.start.metrics.txt', 'aggregated/worker-0.metrics.txt'],
] as const)('before the first request a %s', (process, atStart, atEnd) => {
  const start = exposition(atStart).families;
  const end = exposition(atEnd).families;
  const exposed = catalogue.filter((metric) => exposedBy(metric, process) && end.has(metric.name));

  it('exposes what the catalogue says appears always', () => {
    const late = exposed.filter((metric) => metric.appears === 'always' && !start.has(metric.name));
    expect(late.map((metric) => metric.name)).toEqual([]);
  });

  it('does not expose what the catalogue says appears with the first event', () => {
    const early = exposed.filter((metric) => metric.appears === 'first-event' && start.has(metric.name));
    expect(early.map((metric) => metric.name)).toEqual([]);
  });
});
