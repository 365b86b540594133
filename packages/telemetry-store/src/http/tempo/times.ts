import { parseDurationMs } from '../../promql/parse/literals.ts';
import { parseDurationNs } from '../../traceql/duration.ts';
import type { TimeRangeNs } from '../../traces/trace-store.ts';
import type { ApiRequest } from '../api.ts';
import { BadRequest } from './bad-request.ts';

const SECOND_NS = 1_000_000_000n;
/** Without a range only recent data is searched: what Tempo's live store keeps. */
const RECENT_NS = 20n * 60n * SECOND_NS;
const DEFAULT_SINCE_MS = 3_600_000;

/** `start` and `end` of a search, in whole Unix seconds; both or neither. */
export function searchRange({ params, nowMs }: ApiRequest): TimeRangeNs {
  const [start, end] = [unsigned(params, 'start'), unsigned(params, 'end')];
  if (start === 0 && end === 0) {
    const nowNs = nanoseconds(nowMs);
    return { startNs: nowNs - RECENT_NS, endNs: nowNs };
  }
  if (end <= start) {
    throw new BadRequest(`http parameter start must be before end. received start=${start} end=${end}`);
  }
  return { startNs: BigInt(start) * SECOND_NS, endNs: BigInt(end) * SECOND_NS };
}

/** A whole number of 32 bits; 0 where missing. Throws BadRequest. */
export function unsigned(params: URLSearchParams, name: string): number {
  const text = params.get(name) ?? '';
  const value = Number(text);
  if (!/^\d*$/.test(text) || value >= 2 ** 32) {
    throw new BadRequest(`invalid ${name}: ${JSON.stringify(text)} is no whole number of 32 bits`);
  }
  return value;
}

/** `start`, `end` and `since` of a metrics query: seconds with or without fraction, nanoseconds or RFC 3339. */
export function metricsRange({ params, nowMs }: ApiRequest): TimeRangeNs {
  const since = params.get('since') ?? '';
  const sinceMs = since === '' ? DEFAULT_SINCE_MS : parseDurationMs(since);
  if (sinceMs === undefined) {
    throw new BadRequest(`could not parse 'since' parameter: not a valid duration string: ${JSON.stringify(since)}`);
  }
  const nowNs = nanoseconds(nowMs);
  const endNs = timestamp(params, 'end') ?? nowNs;
  const latestNs = endNs > nowNs ? nowNs : endNs;
  return { startNs: timestamp(params, 'start') ?? latestNs - nanoseconds(sinceMs), endNs };
}

/** `step` in seconds or as a duration; `undefined` where missing. */
export function stepNs(params: URLSearchParams): bigint | undefined {
  const text = params.get('step') ?? '';
  if (text === '') {
    return undefined;
  }
  const seconds = Number(text);
  const step = Number.isNaN(seconds) ? parseDurationNs(text) : seconds * 1e9;
  if (step === undefined || !(step > 0) || !Number.isFinite(step)) {
    throw new BadRequest(`cannot parse ${JSON.stringify(text)} to a valid duration`);
  }
  return BigInt(Math.round(step));
}

/** Milliseconds of a duration such as `100ms`; `undefined` where missing. */
export function durationMs(params: URLSearchParams, name: string): number | undefined {
  const text = params.get(name) ?? '';
  const ns = parseDurationNs(text);
  if (text !== '' && ns === undefined) {
    throw new BadRequest(`invalid ${name}: time: invalid duration ${JSON.stringify(text)}`);
  }
  return ns === undefined ? undefined : ns / 1e6;
}

export function nanoseconds(ms: number): bigint {
  return BigInt(Math.round(ms)) * 1_000_000n;
}

function timestamp(params: URLSearchParams, name: string): bigint | undefined {
  const text = params.get(name) ?? '';
  if (text === '') {
    return undefined;
  }
  if (/^\d+$/.test(text)) {
    return text.length <= 10 ? BigInt(text) * SECOND_NS : BigInt(text);
  }
  const ms = /^\d*\.\d*$/.test(text) ? Number(text) * 1000 : Date.parse(text);
  if (Number.isNaN(ms)) {
    throw new BadRequest(`could not parse '${name}' parameter: ${JSON.stringify(text)}`);
  }
  return nanoseconds(ms);
}
