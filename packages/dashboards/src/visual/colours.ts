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
} as const;
