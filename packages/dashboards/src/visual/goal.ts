import type { ThresholdsConfig } from '@grafana/schema';

import { verdict } from './verdict.ts';

const written = (limit: number, unit: string): string => {
  if (unit === 'percentunit') {
    return `${Number((limit * 100).toFixed(3))} %`;
  }
  return unit === 'celsius' ? `${limit} °C` : `${limit}`;
};

/** What the thresholds of a figure call good: `≥ 99.9 %`, `< 80 °C`, or `0` of what is counted and ought not to be. Undefined where none is. */
export function goalOf({ steps }: ThresholdsConfig, unit: string): string | undefined {
  const good = steps.findIndex(({ color }) => color === verdict.good);
  const from = steps[good]?.value;
  if (typeof from === 'number') {
    return `≥ ${written(from, unit)}`;
  }
  const below = steps[good + 1]?.value;
  if (good < 0 || typeof below !== 'number') {
    return undefined;
  }
  return below <= 1 && unit !== 'percentunit' ? '0' : `< ${written(below, unit)}`;
}
