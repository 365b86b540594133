export interface MacroValues {
  readonly kind: 'range' | 'instant';
  readonly intervalMs: number;
  readonly stepMs: number;
  readonly rangeMs: number;
}

const macro = /\$(?:\{(__interval(?:_ms)?|__range(?:_s|_ms)?)\}|(__interval(?:_ms)?|__range(?:_s|_ms)?|__auto))/g;

/**
 * Replaces `$__interval`, `$__range`, their `_ms` and `_s` forms, the same in braces, and `$__auto`: the step of a range query, the
 * whole range of an instant one.
 */
export function expandMacros(expr: string, values: MacroValues): string {
  return expr.replace(macro, (match: string, braced: string | undefined, bare: string | undefined) => {
    return valueOf(braced ?? bare ?? '', values) ?? match;
  });
}

function valueOf(name: string, { kind, intervalMs, stepMs, rangeMs }: MacroValues): string | undefined {
  const rangeS = Math.round(rangeMs / 1000);
  switch (name) {
    case '__interval':
      return formatInterval(intervalMs);
    case '__interval_ms':
      return String(Math.trunc(intervalMs));
    case '__range':
      return `${rangeS}s`;
    case '__range_s':
      return String(rangeS);
    case '__range_ms':
      return String(rangeMs);
    case '__auto':
      return kind === 'instant' ? `${rangeS}s` : formatInterval(stepMs);
    default:
      return undefined;
  }
}

const units: ReadonlyArray<readonly [unit: string, ms: number]> = [
  ['y', 365 * 86_400_000],
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
];

/** In the largest unit that fits, the rest cut off: Grafana's rule for intervals, which are round already. */
export function formatInterval(ms: number): string {
  const [unit, size] = units.find(([, each]) => ms >= each) ?? ['ms', ms];
  return ms < 1 ? '1ms' : `${Math.floor(ms / size)}${unit}`;
}
