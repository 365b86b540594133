import { parseFloatText } from '../../number/go-float.ts';
import { parseDurationMs } from '../../promql/parse/literals.ts';
import { invalidParameter } from './api-error.ts';

const RFC3339 = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/;

/** Unix milliseconds of a parameter in seconds or RFC 3339. Throws ApiError; a missing one is wrong without `fallback`. */
export function timeMs(params: URLSearchParams, name: string, fallback?: number): number {
  const text = params.get(name) ?? '';
  if (text === '' && fallback !== undefined) {
    return fallback;
  }
  const seconds = parseFloatText(text);
  const ms = seconds !== undefined ? Math.round(seconds * 1000) : RFC3339.test(text) ? Date.parse(text) : NaN;
  if (!Number.isFinite(ms)) {
    throw invalidParameter(name, `cannot parse ${JSON.stringify(text)} to a valid timestamp`);
  }
  return ms;
}

/** Milliseconds of a parameter in seconds or with units. Throws ApiError. */
export function durationMs(params: URLSearchParams, name: string): number {
  const text = params.get(name) ?? '';
  const seconds = parseFloatText(text);
  const ms = seconds !== undefined ? Math.round(seconds * 1000) : parseDurationMs(text);
  if (ms === undefined || !Number.isFinite(ms)) {
    throw invalidParameter(name, `cannot parse ${JSON.stringify(text)} to a valid duration`);
  }
  return ms;
}

/** A count of answers; no limit where missing or 0. Throws ApiError. */
export function limitOf(params: URLSearchParams): number {
  const text = params.get('limit') ?? '';
  if (!/^\d*$/.test(text)) {
    throw invalidParameter('limit', `cannot parse ${JSON.stringify(text)} as a number that is not negative`);
  }
  return Number(text) || Infinity;
}
