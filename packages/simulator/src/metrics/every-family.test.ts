import { catalogue, metricNamed, type Metric, type ProcessId } from '@dynamo-observability/signals';
import { beforeAll, describe, expect, it } from 'vitest';

import type { ExposedSeries } from './instruments.ts';
import { everythingOn, run, type Run } from './testing/everything-on.ts';

const simulated: ReadonlySet<ProcessId> = new Set([
  'worker',
  'kvbm',
  'planner',
  'operator',
  'kube-state-metrics',
  'epp',
  'power-agent',
  'local-resource-monitor',
  'dcgm',
  'nats',
  'etcd',
  'collector',
]);
const ofThese = (metric: Metric) => [metric.process].flat().some((process) => simulated.has(process));

/** Families that no page shows, by the reason. */
const notShown: readonly (readonly [reason: string, names: RegExp])[] = [
  ['no model here takes images', /^dynamo_component_embedding_cache_|^trtllm_request_type_image_total$/],
  ['no model here makes embeddings', /^dynamo_embedding_/],
  ['nobody asks for structured output', /^trtllm_request_type_structured_output_total$/],
  ['no engine here guesses ahead', /^vllm:spec_decode_|^sglang:spec_accept_|^trtllm_spec_decode_/],
  ['only the mocker has it: current vLLM dropped the name', /^vllm:gpu_cache_usage_perc$/],
  ['only the mocker writes trtllm with a colon', /^trtllm:/],
  [
    'engines here publish no events that are left out, odd or not to be converted',
    /^dynamo_component_kv_publisher_zmq_(filtered|conversion|suspicious)/,
  ],
  ['pages are retired before Ampere; these GPUs replace rows', /^DCGM_FI_DEV_RETIRED_/],
  ['no stream is a copy of another', /^jetstream_stream_(source|mirror)_lag$/],
  ['no worker is lost while KV is on its way to it', /^agent_errors_total$/],
  ['no plugin rejects what another proposed', /^dynamo_planner_reject_short_circuited_total$/],
];
const reasonFor = (name: string) => notShown.find(([, names]) => names.test(name))?.[0];

/** dcgm-exporter and kube-state-metrics name the pod that a series is about. */
const ofAPod = new Set(['pod', 'namespace', 'container']);
const speaksOfPods = (metric: Metric) => metric.process === 'dcgm' || metric.process === 'kube-state-metrics';

function familyOf({ name }: ExposedSeries): Metric | undefined {
  return metricNamed(name) ?? metricNamed(name.replace(/_(bucket|sum|count)$/, ''));
}

const seen = new Map<string, ExposedSeries>();
const broken: string[] = [];
let last: Run;

beforeAll(() => {
  last = run(everythingOn(), ({ page }) => {
    page.each((series, value) => {
      seen.set(`${series.name} ${series.labels.map(([name]) => name).join(' ')}`, series);
      if (!Number.isFinite(value) || (value < 0 && series.name !== 'jetstream_stream_limit_bytes')) {
        broken.push(`${series.name} ${value}`);
      }
    });
  });
}, 120_000);

describe('the pages of workers and infrastructure, with everything on', () => {
  const shown = () => new Set([...seen.values()].map((series) => familyOf(series)?.name));

  it('show every family of these processes, or say why not', () => {
    const families = shown();
    const missing = catalogue
      .filter(ofThese)
      .filter(({ name }) => !families.has(name) && reasonFor(name) === undefined);
    expect(missing.map(({ name }) => name)).toEqual([]);
  });

  it('give a reason only for families that are not shown', () => {
    const families = shown();
    expect([...families].filter((name) => name !== undefined && reasonFor(name) !== undefined)).toEqual([]);
    const idle = notShown.filter(([, names]) => !catalogue.some(({ name }) => names.test(name)));
    expect(idle).toEqual([]);
  });

  it('show no family that the catalogue does not know', () => {
    expect([...seen.values()].filter((series) => familyOf(series) === undefined)).toEqual([]);
  });

  it('show no label that the family does not have', () => {
    const extra = [...seen.values()].flatMap((series) => {
      const metric = familyOf(series);
      const allowed = new Set<string>([...(metric?.labels ?? []), 'le']);
      return series.labels
        .filter(([name]) => !allowed.has(name) && !(metric !== undefined && speaksOfPods(metric) && ofAPod.has(name)))
        .map(([name]) => `${series.name} ${name}`);
    });
    expect(extra).toEqual([]);
  });

  it('show numbers that are no less than 0, and finite', () => {
    expect([...new Set(broken)]).toEqual([]);
  });

  it('name each target once at a time', () => {
    const open = last.exporters.flatMap(({ targets }) => targets.filter(({ endedAt }) => endedAt === undefined));
    const names = open.map(({ labels }) => JSON.stringify(labels));
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});
