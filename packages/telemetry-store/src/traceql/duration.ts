const GO_NS: ReadonlyMap<string, number> = new Map([
  ['ns', 1],
  ['us', 1e3],
  ['µs', 1e3],
  ['ms', 1e6],
  ['s', 1e9],
  ['m', 60e9],
  ['h', 3600e9],
]);
const LONG_NS: ReadonlyMap<string, number> = new Map([
  ['d', 86_400e9],
  ['w', 7 * 86_400e9],
  ['y', 365 * 86_400e9],
]);
const PART = /(\d+\.?\d*|\.\d+)(ns|us|µs|ms|[smhdwy])/g;
const GO = /^(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|ms|[smh]))+$/;
const PROMETHEUS = /^(?:\d+y)?(?:\d+w)?(?:\d+d)?(?:\d+h)?(?:\d+m)?(?:\d+s)?(?:\d+ms)?$/;

/** Nanoseconds of `1h30m`, `0.42s` (as Go reads them) or `1d` (as Prometheus does); `undefined` for other texts. */
export function parseDurationNs(text: string): number | undefined {
  if (text === '' || !(GO.test(text) || PROMETHEUS.test(text))) {
    return undefined;
  }
  let total = 0;
  for (const [, count, unit = ''] of text.matchAll(PART)) {
    total += Number(count) * (GO_NS.get(unit) ?? LONG_NS.get(unit) ?? NaN);
  }
  return Math.trunc(total);
}

/** As Go prints a duration: `427.83ms`, `1.5s`, `1h2m0s`. */
export function formatDurationNs(ns: number): string {
  const size = Math.abs(ns);
  const sign = ns < 0 ? '-' : '';
  if (size < 1e9) {
    const unit = size >= 1e6 ? 'ms' : size >= 1e3 ? 'µs' : size > 0 ? 'ns' : 's';
    return `${sign}${size / (GO_NS.get(unit) ?? 1)}${unit}`;
  }
  const minutes = Math.floor(size / 60e9);
  const seconds = `${(size - minutes * 60e9) / 1e9}s`;
  const hours = Math.floor(minutes / 60);
  return sign + (hours > 0 ? `${hours}h${minutes % 60}m` : minutes > 0 ? `${minutes}m` : '') + seconds;
}
