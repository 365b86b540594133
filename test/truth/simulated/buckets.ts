/** Upper bounds of the buckets that Dynamo 1.6.1 and its engines were seen to use, without +Inf (captures/FINDINGS.md 5). */
const queueing = [0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1];

export const buckets = {
  stage: [0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 2.5, 5],
  template: [0.00001, 0.00005, 0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05],
  tokenize: queueing,
  tokenizerMs: Array.from({ length: 11 }, (_, n) => 0.5 * 2 ** n),
  roundTrip: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
  /** Of a worker: a request's stay, and its first answer. */
  workerDuration: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60, 120, 300, 600],
  firstResponse: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
  networkTransit: queueing,
  /** From 10 µs to 10 s, four a decade. */
  nixlMicroseconds: Array.from({ length: 25 }, (_, step) => Math.round(10 ** (1 + step / 4))),
  promptTokens: [0, 100, 210, 430, 870, 1800, 3600, 7400, 15000, 31000, 63000, 130000],
  answerTokens: [0, 100, 210, 430, 880, 1800, 3700, 7600, 16000, 32000],
  timeToFirstToken: [0, 0.0022, 0.0047, 0.01, 0.022, 0.047, 0.1, 0.22, 0.47, 1, 2.2, 4.7, 10, 22, 48, 100, 220, 480],
  interTokenLatency: [
    0, 0.0018, 0.0033, 0.0059, 0.011, 0.02, 0.035, 0.064, 0.12, 0.21, 0.38, 0.69, 1.2, 2.3, 4.1, 7.4, 13, 24, 44, 80,
  ],
  duration: [0, 2, 4, 8, 16, 32, 64, 130, 260, 510],
} as const satisfies { readonly [family: string]: readonly number[] };
