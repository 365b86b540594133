/**
 * One meaning, one colour, on every page. Names of Grafana's palette, so both themes have their own tone. Nothing is told by
 * colour alone: legends carry names and values.
 */
export const colours = {
  /** Quantiles are tones of one hue, the slower the darker. */
  quantile: { p50: 'light-blue', p90: 'blue', p99: 'dark-blue' },
  mean: 'orange',
  objective: 'red',
  success: 'green',
  offered: 'blue',
  /** What the service is answerable for. */
  fault: 'red',
  /** What the client sent wrongly, and what it gave up on. */
  clientMistake: 'yellow',
  clientCancel: 'purple',
  predicted: 'purple',
  best: 'super-light-green',
  typical: 'green',
  slowest: 'red',
  /** Where a request is before its first token. */
  stage: { preprocess: 'semi-dark-purple', route: 'light-orange', dispatch: 'light-green', roundTrip: 'light-blue' },
  /** What a decision of the planner amounts to. */
  decision: {
    holds: 'semi-dark-green',
    acts: 'semi-dark-blue',
    shrinks: 'light-blue',
    waits: 'super-light-blue',
    overruled: 'semi-dark-yellow',
    blind: 'semi-dark-red',
    off: 'text',
  },
  /** Where KV blocks are: GPU (G1), host memory (G2), disk (G3), object store (G4). Of different brightness, too. */
  tier: { device: 'semi-dark-green', host: 'semi-dark-yellow', disk: 'semi-dark-blue', object: 'light-purple' },
  /** Components, as their kind or their service is called. */
  component: { frontend: 'blue', worker: 'green', prefill: 'purple', decode: 'orange', planner: 'yellow' },
  /** Levels of log lines. */
  level: {
    critical: 'purple',
    error: 'red',
    warn: 'orange',
    info: 'green',
    debug: 'blue',
    trace: 'light-blue',
    unknown: 'text',
  },
} as const;
