import { faultKinds, type FaultKind, type FaultPlan } from '../faults/fault.ts';
import type { Deployment, EngineSpeed, Pool, Scenario, Traffic } from './scenario.ts';

const chatTraffic: Traffic = {
  requestsPerSecond: 3,
  dailySwing: 0.35,
  burstShare: 0.05,
  messageTokens: 220,
  answerTokens: 320,
  lengthSpread: 0.7,
  systemTokens: 1500,
  applications: 4,
  turns: 5,
  thinkSeconds: 18,
  streamShare: 0.85,
  leaveShare: 0.01,
  patienceSeconds: 60,
  invalidShare: 0.004,
  completionsShare: 0.03,
};

/** About a model of 70 B parameters on eight H100, of 32 B on four, and a mixture of experts of 120 B on four. */
const large: EngineSpeed = {
  iterationSeconds: 0.012,
  perSequenceSeconds: 0.00006,
  perKvTokenSeconds: 1.5e-8,
  prefillTokensPerSecond: 24_000,
};
const middle: EngineSpeed = { ...large, iterationSeconds: 0.009, prefillTokensPerSecond: 30_000 };
const sparse: EngineSpeed = { ...large, iterationSeconds: 0.007, prefillTokensPerSecond: 40_000 };

const pool = (role: Pool['role'], replicas: number, speed: EngineSpeed, changes: Partial<Pool> = {}): Pool => ({
  role,
  replicas,
  ranks: 1,
  gpus: 8,
  kvBlocks: 12_000,
  maxSequences: 256,
  maxBatchedTokens: 8192,
  speed,
  ...changes,
});

/** Prefill and decode apart, with KV block manager and planner. */
const disaggregated = (prefill: number, decode: number, requestsPerSecond: number): Deployment => ({
  model: 'meta-llama/Llama-3.3-70B-Instruct',
  adapters: [],
  engine: 'vllm',
  dynamoNamespace: 'chat-llama',
  blockSize: 16,
  contextLength: 32_768,
  pools: [pool('prefill', prefill, large, { kvBlocks: 4000 }), pool('decode', decode, large)],
  traffic: { ...chatTraffic, requestsPerSecond },
  kvbm: { hostBlocks: 9000, diskBlocks: 30_000, objectBlocks: 60_000 },
  planner: {
    ttftMs: 500,
    itlMs: 25,
    intervalSeconds: 60,
    minReplicas: Math.max(1, Math.min(prefill, decode)),
    maxReplicas: Math.max(prefill, decode) + 2,
  },
});

const aggregated = (replicas: number, requestsPerSecond: number): Deployment => ({
  model: 'Qwen/Qwen3-32B',
  adapters: ['support-de', 'sql-writer'],
  engine: 'sglang',
  dynamoNamespace: 'tools-qwen',
  blockSize: 16,
  contextLength: 32_768,
  pools: [pool('aggregated', replicas, middle, { ranks: 2, gpus: 4, kvBlocks: 9000 })],
  traffic: { ...chatTraffic, requestsPerSecond, messageTokens: 600, answerTokens: 180, turns: 3 },
});

/** @param disaggregate as many prefill workers as decode workers */
const experts = (replicas: number, requestsPerSecond: number, disaggregate = false): Deployment => ({
  model: 'openai/gpt-oss-120b',
  adapters: [],
  engine: 'trtllm',
  dynamoNamespace: 'agents-gpt',
  blockSize: 32,
  contextLength: 131_072,
  pools: disaggregate
    ? [
        pool('prefill', replicas, sparse, { gpus: 4, kvBlocks: 6000 }),
        pool('decode', replicas, sparse, { gpus: 4, kvBlocks: 14_000 }),
      ]
    : [pool('aggregated', replicas, sparse, { gpus: 4, kvBlocks: 14_000 })],
  traffic: {
    ...chatTraffic,
    requestsPerSecond,
    systemTokens: 4000,
    messageTokens: 900,
    answerTokens: 350,
    turns: 8,
    thinkSeconds: 6,
  },
});

/** 08:00 UTC on a Monday: traffic rises. */
const START_MS = Date.UTC(2026, 10, 23, 8);

const base: Omit<Scenario, 'name' | 'about'> = {
  seed: 20_261_123,
  startMs: START_MS,
  durationSeconds: 3600,
  scrapeIntervalSeconds: 15,
  frontends: 2,
  deployments: [disaggregated(2, 2, 1.5), withHostCache(aggregated(2, 0.8)), experts(1, 0.4, true)],
  queueLimit: 60,
  migrationLimit: 3,
  kubernetes: true,
  nats: true,
  etcd: true,
  faults: [],
  tickSeconds: 1,
};

const healthyDay: Scenario = {
  ...base,
  name: 'healthy-day',
  about: 'Eight workers, three models, a day without faults.',
  durationSeconds: 86_400,
};

const busy: Scenario = {
  ...base,
  name: 'busy',
  about: 'Eight workers at high load, and a few small troubles: everything has data.',
  durationSeconds: 1800,
  queueLimit: 4,
  deployments: [
    withTraffic(disaggregated(2, 2, 1.1), { answerTokens: 900 }),
    withTraffic(withHostCache(aggregated(2, 0.5)), { answerTokens: 700 }),
    withTraffic(experts(1, 0.45, true), { answerTokens: 1200, thinkSeconds: 3 }),
  ],
  faults: [
    { kind: 'kv-events-lost', startSeconds: 0, endSeconds: 1800, strength: 0.02 },
    { kind: 'planner-blind', startSeconds: 400, endSeconds: 530, strength: 1 },
    { kind: 'ecc-remap-pending', startSeconds: 600, endSeconds: 1100, strength: 0.5, worker: 2 },
    { kind: 'nvlink-decay', startSeconds: 700, endSeconds: 900, strength: 0.15, worker: 2 },
    { kind: 'power-cap', startSeconds: 900, endSeconds: 1200, strength: 0.7, worker: 3 },
    { kind: 'worker-crash-loop', startSeconds: 1300, endSeconds: 1350, strength: 1, worker: 3 },
    { kind: 'router-overload', startSeconds: 1450, endSeconds: 1600, strength: 0.8 },
  ],
};

/** HiCache of SGLang: blocks on the host too. */
function withHostCache(deployment: Deployment): Deployment {
  return { ...deployment, kvbm: { hostBlocks: 20_000, diskBlocks: 0, objectBlocks: 0 } };
}

function withTraffic(deployment: Deployment, changes: Partial<Traffic>): Deployment {
  return { ...deployment, traffic: { ...deployment.traffic, ...changes } };
}

/** `strength` and place of each fault when it comes alone. The slots: 0 and 1 prefill, 2 and 3 decode, 4 and 5 Qwen, 6 and 7 gpt-oss. */
const alone: { readonly [K in FaultKind]?: Partial<FaultPlan> } = {
  'slow-worker': { worker: 2, strength: 0.9 },
  'power-cap': { worker: 2, strength: 0.9 },
  'xid-gpu-lost': { worker: 2 },
  'ecc-remap-pending': { worker: 2 },
  'nvlink-decay': { worker: 2 },
  'kv-pool-leak': { worker: 2 },
  'worker-crash-loop': { worker: 3 },
  'clock-skew': { worker: 5 },
  'disk-tier-stalled': { worker: 0 },
};

/** One fault, from the fifteenth to the thirtieth minute of forty. */
export function incident(kind: FaultKind): Scenario {
  return {
    ...busy,
    durationSeconds: 2400,
    name: `incident-${kind}`,
    about: `Forty busy minutes, and from the fifteenth to the thirtieth: ${kind.replaceAll('-', ' ')}.`,
    faults: [{ kind, startSeconds: 900, endSeconds: 1800, strength: 1, ...alone[kind] }],
  };
}

/** So many workers, of which each is as busy as with eight. */
export function fleet(workers: number): Scenario {
  if (!Number.isInteger(workers) || workers < 1 || workers > 4000) {
    throw new RangeError(`A fleet has 1 to 4000 workers, not ${workers}.`);
  }
  const share = (part: number): number => Math.max(1, Math.round(workers * part));
  const tools = workers < 4 ? workers : share(0.2);
  const agents = workers >= 4 ? share(0.1) : 0;
  const prefill = workers >= 4 ? share(0.25) : 0;
  const decode = workers - tools - agents - prefill;
  const chat = disaggregated(prefill, decode, 1.2 * (prefill + decode));
  return {
    ...base,
    name: `fleet-${workers}`,
    about: `${workers} workers of eight GPUs each.`,
    durationSeconds: 900,
    frontends: Math.max(1, Math.min(16, Math.round(workers / 40))),
    deployments: [
      ...(prefill > 0 && decode > 0 ? [withoutPlanner(chat)] : []),
      aggregated(tools, 1.5 * tools),
      ...(agents > 0 ? [experts(agents, agents)] : []),
    ],
    tickSeconds: workers > 100 ? 5 : 1,
  };
}

/** A fleet keeps its size. */
function withoutPlanner({ planner: _planner, ...deployment }: Deployment): Deployment {
  return deployment;
}

/** Every scenario by its name. */
export const scenarios: ReadonlyMap<string, Scenario> = new Map(
  [busy, healthyDay, ...faultKinds.map(incident), fleet(1000)].map((scenario) => [scenario.name, scenario])
);

/**
 * A scenario by its name, such as `busy`, `incident-power-cap` or `fleet-50`.
 * @throws RangeError that lists the names there are
 */
export function scenarioNamed(name: string): Scenario {
  const size = /^fleet-(\d+)$/.exec(name)?.[1];
  const found = size === undefined ? scenarios.get(name) : fleet(Number(size));
  if (found === undefined) {
    throw new RangeError(
      `There is no scenario "${name}". There are: ${[...scenarios.keys()].join(', ')}, and fleet-N.`
    );
  }
  return found;
}
