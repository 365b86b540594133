import type { Direction } from '../../logql/evaluate/log-lines.ts';
import { parseFloatText } from '../../number/go-float.ts';
import { parseDurationMs } from '../../promql/parse/literals.ts';
import { parseRfc3339 } from '../../time/rfc3339.ts';
import type { ApiRequest } from '../api.ts';
import { RequestError } from './request-error.ts';

const DEFAULT_SINCE_MS = 3_600_000;
const DEFAULT_LIMIT = 100;
/** How many steps a range has where none is asked for. */
const DEFAULT_STEPS = 250;

/** Unix nanoseconds. */
export interface Bounds {
  readonly startNs: bigint;
  readonly endNs: bigint;
}

/** Unix nanoseconds of the request's "now". */
export function now({ nowMs }: ApiRequest): bigint {
  return BigInt(Math.floor(nowMs)) * 1_000_000n;
}

/** `start` and `end`; without them the hour, or whatever `since` says, up to now. */
export function bounds(request: ApiRequest): Bounds {
  const { params } = request;
  const nowNs = now(request);
  const since = params.get('since') ?? '';
  const sinceMs = since === '' ? DEFAULT_SINCE_MS : parseDurationMs(since);
  if (sinceMs === undefined) {
    throw new RequestError(`could not parse 'since' parameter: not a valid duration string: ${JSON.stringify(since)}`);
  }
  const endNs = timestamp(params, 'end') ?? nowNs;
  // With an end in the future an hour back from now is of more use.
  const lastNs = endNs > nowNs ? nowNs : endNs;
  return { startNs: timestamp(params, 'start') ?? lastNs - BigInt(sinceMs) * 1_000_000n, endNs };
}

/** As `bounds`, but nothing later than now: what is after it is not there yet. */
export function boundsUntilNow(request: ApiRequest): Bounds {
  const { startNs, endNs } = bounds(request);
  const nowNs = now(request);
  return { startNs, endNs: endNs > nowNs ? nowNs : endNs };
}

/** Seconds (up to ten digits, or with a point), nanoseconds, or a date and time of RFC 3339. */
export function timestamp(params: URLSearchParams, name: string): bigint | undefined {
  const text = params.get(name) ?? '';
  if (text === '') {
    return undefined;
  }
  if (/^-?\d+$/.test(text)) {
    return text.length <= 10 ? BigInt(text) * 1_000_000_000n : BigInt(text);
  }
  const seconds = text.includes('.') ? parseFloatText(text) : undefined;
  const time =
    seconds === undefined || !Number.isFinite(seconds)
      ? parseRfc3339(text)
      : BigInt(Math.round(seconds * 1000)) * 1_000_000n;
  if (time === undefined) {
    throw new RequestError(
      `could not parse '${name}' parameter: ${JSON.stringify(text)} is neither Unix seconds, Unix nanoseconds nor RFC 3339`
    );
  }
  return time;
}

/** Milliseconds, whole, at least 1. */
export function stepMs(params: URLSearchParams, { startNs, endNs }: Bounds): number {
  const text = params.get('step') ?? '';
  if (text === '') {
    return Math.max(1, Math.floor(Number((endNs - startNs) / 1_000_000_000n) / DEFAULT_STEPS)) * 1000;
  }
  const seconds = parseFloatText(text);
  const milliseconds = seconds === undefined ? parseDurationMs(text) : seconds * 1000;
  if (milliseconds === undefined || !Number.isFinite(milliseconds)) {
    throw new RequestError(`cannot parse ${JSON.stringify(text)} to a valid duration`);
  }
  if (milliseconds < 1) {
    throw new RequestError('zero or negative query resolution step widths are not accepted. Try a positive integer');
  }
  return Math.floor(milliseconds);
}

export function limit(params: URLSearchParams, fallback = DEFAULT_LIMIT): number {
  const text = params.get('limit') ?? '';
  if (text === '') {
    return fallback;
  }
  if (!/^[+-]?\d+$/.test(text)) {
    throw new RequestError(`limit must be a whole number, got ${JSON.stringify(text)}`);
  }
  const value = Number(text);
  if (value <= 0) {
    throw new RequestError('limit must be a positive value');
  }
  return value;
}

export function direction(params: URLSearchParams): Direction {
  const text = params.get('direction') ?? '';
  switch (text.toUpperCase()) {
    case '':
    case 'BACKWARD':
      return 'backward';
    case 'FORWARD':
      return 'forward';
    default:
      throw new RequestError(`invalid direction '${text}'`);
  }
}
