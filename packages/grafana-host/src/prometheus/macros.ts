import { formatDuration } from './duration.ts';

export interface MacroValues {
  readonly stepMs: number;
  readonly rateIntervalMs: number;
  readonly rangeMs: number;
}

const macro =
  /\$(?:\{(__(?:rate_)?interval(?:_ms)?|__range(?:_s|_ms)?)\}|(__(?:rate_)?interval(?:_ms)?|__range(?:_s|_ms)?)(?!\w))/g;

/** Replaces `$__interval`, `$__rate_interval`, `$__range`, their `_ms` and `_s` forms, and the same in braces. */
export function expandMacros(expr: string, values: MacroValues): string {
  return expr.replace(macro, (match: string, braced: string | undefined, bare: string | undefined) => {
    return valueOf(braced ?? bare ?? '', values) ?? match;
  });
}

function valueOf(name: string, { stepMs, rateIntervalMs, rangeMs }: MacroValues): string | undefined {
  const rangeS = Math.round(rangeMs / 1000);
  switch (name) {
    case '__interval':
      return formatDuration(stepMs);
    case '__interval_ms':
      return String(stepMs);
    case '__rate_interval':
      return formatDuration(rateIntervalMs);
    case '__rate_interval_ms':
      return String(rateIntervalMs);
    case '__range':
      return `${rangeS}s`;
    case '__range_s':
      return String(rangeS);
    case '__range_ms':
      return String(rangeMs);
    default:
      return undefined;
  }
}
