/** Upper bounds of the buckets of a frontend, +Inf left out (captures/FINDINGS.md 5). */

const powersOfTwo = (first: number, count: number): number[] => Array.from({ length: count }, (_, n) => first * 2 ** n);
/** Multiplied step by step, as the client library does: the noise of floats is part of the exposed bounds. */
function growing(first: number, factor: number, count: number): number[] {
  const bounds: number[] = [];
  for (let bound = first; bounds.length < count; bound *= factor) {
    bounds.push(bound);
  }
  return bounds;
}

const promptTokens = [0, 100, 210, 430, 870, 1800, 3600, 7400, 15000, 31000, 63000, 130000];
const share = Array.from({ length: 21 }, (_, n) => n * 0.05);
const queueing = [0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1];

export const bounds = {
  timeToFirstToken: [0, 0.0022, 0.0047, 0.01, 0.022, 0.047, 0.1, 0.22, 0.47, 1, 2.2, 4.7, 10, 22, 48, 100, 220, 480],
  /** Under DYN_METRICS_TTFT_MIN=0.01, _MAX=60, _COUNT=12. */
  timeToFirstTokenCoarse: [0, 0.022, 0.049, 0.11, 0.24, 0.52, 1.2, 2.5, 5.6, 12, 27, 60],
  interTokenLatency: [
    0, 0.0018, 0.0033, 0.0059, 0.011, 0.02, 0.035, 0.064, 0.12, 0.21, 0.38, 0.69, 1.2, 2.3, 4.1, 7.4, 13, 24, 44, 80,
  ],
  routerInterTokenLatency: [0, 0.0019, 0.0035, 0.0067, 0.013, 0.024, 0.045, 0.084, 0.16, 0.3, 0.56, 1.1, 2],
  requestDuration: [0, 2, 4, 8, 16, 32, 64, 130, 260, 510],
  promptTokens,
  outputTokens: [0, 100, 210, 430, 880, 1800, 3700, 7600, 16000, 32000],
  media: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 30, 40, 50, 100],
  imageTokens: powersOfTwo(4, 15),
  migrationDuration: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 60],
  stageDuration: [0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 2.5, 5],
  template: [0.00001, 0.00005, 0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05],
  tokenize: queueing,
  tokenizerMs: powersOfTwo(0.5, 11),
  requestPlane: queueing,
  roundtrip: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
  eventLoopDelay: [0, 0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1],
  hashingMs: growing(0.001, 2, 15),
  overheadMs: growing(0.01, 3, 17),
  share,
  kvTransferEstimate: [0, 0.0019, 0.0037, 0.0072, 0.014, 0.027, 0.052, 0.1, 0.19, 0.37, 0.72, 1.4, 2.7, 5.2, 10],
  blocksLost: powersOfTwo(0.25, 16),
  sharedCacheBlocks: powersOfTwo(1, 12),
  lruMessages: Array.from({ length: 16 }, (_, n) => n + 1),
  lruWait: [
    0, 0.0000025, 0.0000063, 0.000016, 0.00004, 0.0001, 0.00025, 0.00063, 0.0016, 0.004, 0.01, 0.025, 0.063, 0.16, 0.4,
    1,
  ],
} as const satisfies { readonly [name: string]: readonly number[] };
