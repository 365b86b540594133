import type { Deployment, Pool, Scenario } from '../scenario/scenario.ts';

/** A small installation like those that were captured: no Kubernetes, one frontend, two models. For tests only. */
const pool = (role: Pool['role'], replicas: number): Pool => ({
  role,
  replicas,
  ranks: 1,
  gpus: 1,
  kvBlocks: 3000,
  maxSequences: 32,
  maxBatchedTokens: 2048,
  speed: {
    iterationSeconds: 0.012,
    perSequenceSeconds: 0.00006,
    perKvTokenSeconds: 1.5e-8,
    prefillTokensPerSecond: 20_000,
  },
});

const deployment = (model: string, dynamoNamespace: string, pools: readonly Pool[]): Deployment => ({
  model,
  adapters: [],
  engine: 'vllm',
  dynamoNamespace,
  blockSize: 16,
  contextLength: 8192,
  pools,
  traffic: {
    requestsPerSecond: 2,
    dailySwing: 0,
    burstShare: 0,
    messageTokens: 200,
    answerTokens: 60,
    lengthSpread: 0.5,
    systemTokens: 600,
    applications: 2,
    turns: 3,
    thinkSeconds: 4,
    streamShare: 0.6,
    leaveShare: 0.05,
    patienceSeconds: 60,
    invalidShare: 0.05,
    completionsShare: 0.05,
  },
});

export const capturedRun: Scenario = {
  name: 'captured-run',
  about: 'Like the captured run: an aggregated and a disaggregated model, and a worker that is killed.',
  seed: 7,
  startMs: Date.UTC(2026, 10, 22, 13, 40),
  durationSeconds: 300,
  scrapeIntervalSeconds: 5,
  frontends: 1,
  deployments: [
    deployment('demo/chat-70b', 'chat-prod', [pool('aggregated', 2)]),
    deployment('demo/coder', 'code', [pool('prefill', 2), pool('decode', 2)]),
  ],
  queueLimit: 20,
  migrationLimit: 3,
  kubernetes: false,
  nats: false,
  etcd: false,
  faults: [
    { kind: 'worker-crash-loop', startSeconds: 60, endSeconds: 70, strength: 1, worker: 1 },
    { kind: 'worker-crash-loop', startSeconds: 150, endSeconds: 160, strength: 1, worker: 4 },
    { kind: 'worker-crash-loop', startSeconds: 220, endSeconds: 230, strength: 1, worker: 5 },
  ],
  tickSeconds: 1,
};
