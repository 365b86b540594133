import { catalogue } from '@dynamo-observability/signals';
import { beforeAll, describe, expect, it } from 'vitest';

import { capturedSeries, shownSeries, type FamilySeries } from '../../testing/captured-page.ts';
import { everythingOn, run } from '../testing/everything-on.ts';

/** Captured families that a real engine does not have. */
const ofTheMocker = /^trtllm:|^vllm:gpu_cache_usage_perc$/;

/** Families of workers that no capture has, because it is of the mocker (captures/README.md, "What it lacks"). */
const ofRealEngines = /^(vllm:|sglang:|trtllm_)/;
const lacking: readonly (readonly [reason: string, names: RegExp])[] = [
  [
    'the mocker has no engine wrapper',
    /^dynamo_component_(total_blocks|gpu_cache_usage|kv_cache_hit_rate|model_load|drain|cleanup)/,
  ],
  ['no shadow engines were captured', /^dynamo_component_engine_failover_/],
  ['no KV state agent was captured', /^dynamo_component_kv_state_agent_/],
];

/** Labels that real engines and their workers add, and the mocker does not. */
const added = new Set([
  'model',
  'model_name',
  'dynamo_namespace',
  'dynamo_component',
  'dynamo_endpoint',
  'worker_id',
  'dp_rank',
]);

const captured = [
  'aggregated/worker-0.metrics.txt',
  'multi-model/worker-vllm.metrics.txt',
  'multi-model/worker-sglang.metrics.txt',
  'services/worker-zmq.metrics.txt',
].flatMap(capturedSeries);

/** Bounds of a histogram as numbers: Rust writes `1`, the Python of real engines `1.0`. */
const boundsOf = (series: readonly FamilySeries[]): ReadonlyMap<string, ReadonlySet<number>> => {
  const bounds = new Map<string, Set<number>>();
  for (const { name, labels } of series) {
    if (labels['le'] !== undefined) {
      bounds.set(name, (bounds.get(name) ?? new Set()).add(Number(labels['le'].replace('+Inf', 'Infinity'))));
    }
  }
  return bounds;
};

const labelNames = (series: readonly FamilySeries[]): ReadonlyMap<string, ReadonlySet<string>> => {
  const names = new Map<string, Set<string>>();
  for (const { name, labels } of series) {
    const known = names.get(name) ?? new Set<string>();
    Object.keys(labels).forEach((label) => known.add(label));
    names.set(name, known);
  }
  return names;
};

describe('before the first request', () => {
  it('a worker has what a captured one has', () => {
    const { exporters } = run({ ...everythingOn(), durationSeconds: 15, deployments: withoutTraffic() });
    const names = new Set(
      exporters
        .flatMap(({ targets }) => targets)
        .filter(({ labels }) => labels['endpoint'] === 'system')
        .flatMap(({ page }) => shownSeries(page))
        .map(({ name }) => name)
        .filter((name) => !ofRealEngines.test(name) && !lacking.some(([, of]) => of.test(name)))
    );
    const start = new Set(capturedSeries('aggregated/worker-0.start.metrics.txt').map(({ name }) => name));
    expect([...names].sort()).toEqual([...start].sort());
  });
});

const withoutTraffic = () =>
  everythingOn().deployments.map((deployment) => ({
    ...deployment,
    traffic: { ...deployment.traffic, requestsPerSecond: 1e-9 },
  }));

describe('the page of a worker beside captured ones', () => {
  let simulated: readonly FamilySeries[] = [];

  beforeAll(() => {
    const { exporters } = run(everythingOn());
    simulated = exporters
      .flatMap(({ targets }) => targets)
      .filter(({ labels }) => labels['endpoint'] === 'system')
      .flatMap(({ page }) => shownSeries(page));
  }, 120_000);

  it('has every captured family', () => {
    const names = new Set(simulated.map(({ name }) => name));
    const missing = new Set(
      captured.map(({ name }) => name).filter((name) => !names.has(name) && !ofTheMocker.test(name))
    );
    expect([...missing]).toEqual([]);
  });

  it('has no other family than captured ones and those of real engines', () => {
    const names = new Set(captured.map(({ name }) => name));
    const extra = new Set(
      simulated
        .map(({ name }) => name)
        .filter((name) => !names.has(name) && !ofRealEngines.test(name) && !lacking.some(([, of]) => of.test(name)))
    );
    expect([...extra]).toEqual([]);
    expect(lacking.filter(([, of]) => !catalogue.some(({ name }) => of.test(name)))).toEqual([]);
  });

  it('has every captured label, and beyond them only what workers of real engines add', () => {
    const before = labelNames(captured);
    const now = labelNames(simulated);
    const differences = [...before].flatMap(([name, labels]) => {
      const here = now.get(name);
      if (here === undefined) {
        return [];
      }
      const lost = [...labels].filter((label) => !here.has(label)).map((label) => `${name} lost ${label}`);
      const more = [...here].filter((label) => !labels.has(label) && !added.has(label));
      return [...lost, ...more.map((label) => `${name} has ${label}`)];
    });
    expect(differences).toEqual([]);
  });

  it('has the captured buckets', () => {
    const now = boundsOf(simulated);
    for (const [name, bounds] of boundsOf(captured)) {
      if (now.has(name)) {
        expect([name, [...(now.get(name) ?? [])].sort((a, b) => a - b)]).toEqual([
          name,
          [...bounds].sort((a, b) => a - b),
        ]);
      }
    }
  });
});
