import { formatPlain, parseFloatText } from '../../number/go-float.ts';

/** Go's string, float64 and int64. */
export type TemplateValue = string | number | bigint;

/** A template that cannot be executed on a line; Loki marks the line with TemplateFormatErr. */
export class TemplateExecutionError extends Error {
  override readonly name = 'TemplateExecutionError';
}

/** As `{{ }}` prints it: a float has an exponent below 1e-4 and from 1e21 on. */
export function printed(value: TemplateValue): string {
  if (typeof value !== 'number') {
    return String(value);
  }
  const size = Math.abs(value);
  const withExponent = Number.isFinite(value) && size !== 0 && (size < 1e-4 || size >= 1e21);
  return withExponent ? value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2') : formatPlain(value);
}

/** As the arithmetic functions read their arguments: a text that is no number counts as 0. */
export function toFloat(value: TemplateValue): number {
  return typeof value === 'string' ? (parseFloatText(value) ?? 0) : Number(value);
}

export function toInteger(value: TemplateValue): bigint {
  if (typeof value === 'bigint') {
    return value;
  }
  if (typeof value === 'number') {
    return Number.isFinite(value) ? BigInt(Math.trunc(value)) : 0n;
  }
  const [integer] = /^[+-]?\d+(?=(?:\.0*)?$)/.exec(value) ?? ['0'];
  return BigInt(integer.replace('+', ''));
}

export function toText(value: TemplateValue): string {
  if (typeof value !== 'string') {
    throw new TemplateExecutionError(`wrong type for value; expected string; got ${goType(value)}`);
  }
  return value;
}

export function goType(value: TemplateValue): string {
  return typeof value === 'string' ? 'string' : typeof value === 'number' ? 'float64' : 'int64';
}
