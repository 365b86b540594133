const UNITS_NS: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
};
const FORM = /^([+-]?)((?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+|0)$/;
const PART = /(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g;

/** Nanoseconds of a duration as Go's `time.ParseDuration` reads it, such as `427.83ms` or `-1h30m`; `undefined` for others. */
export function parseGoDuration(text: string): number | undefined {
  const form = FORM.exec(text);
  if (form === null) {
    return undefined;
  }
  const [, sign, parts = ''] = form;
  let total = 0;
  for (const [, count, unit = ''] of parts.matchAll(PART)) {
    total += Math.trunc(Number(count) * (UNITS_NS[unit] ?? NaN));
  }
  return sign === '-' ? -total : total;
}
