import { parseByteSize } from '../../number/byte-size.ts';
import type { Decimal } from '../../number/decimal.ts';
import { add, decimalOf, divide, multiply, subtract, toNumber } from '../../number/decimal.ts';
import { parseGoDuration } from '../../number/go-duration.ts';
import { sprintf } from './printf.ts';
import { replaceAll } from './replace-all.ts';
import type { TemplateValue } from './value.ts';
import { TemplateExecutionError, printed, toFloat, toInteger, toText } from './value.ts';

export interface TemplateFunction {
  readonly least: number;
  readonly most: number;
  readonly apply: (args: readonly TemplateValue[]) => TemplateValue;
}

/** As the library that Loki uses divides. */
const DIVISION_PLACES = 16;

function of(count: number, apply: (...args: TemplateValue[]) => TemplateValue, most = count): TemplateFunction {
  return { least: count, most, apply: (args) => apply(...args) };
}

function ofTexts(count: number, apply: (...args: string[]) => TemplateValue): TemplateFunction {
  return of(count, (...args) => apply(...args.map(toText)));
}

function decimals(combine: (a: Decimal, b: Decimal) => Decimal): TemplateFunction {
  return folding((a, b) => toNumber(combine(decimalOf(toFloat(a)), decimalOf(toFloat(b)))), toFloat);
}

function floats(combine: (a: number, b: number) => number): TemplateFunction {
  return folding((a, b) => combine(toFloat(a), toFloat(b)), toFloat);
}

function integers(combine: (a: bigint, b: bigint) => bigint): TemplateFunction {
  return folding((a, b) => combine(toInteger(a), toInteger(b)), toInteger);
}

/** From left to right over one value and any number of others. */
function folding(
  combine: (a: TemplateValue, b: TemplateValue) => TemplateValue,
  single: (value: TemplateValue) => TemplateValue
): TemplateFunction {
  return of(1, (first, ...rest) => rest.reduce(combine, single(first ?? 0n)), Infinity);
}

function parsed(kind: string, read: (text: string) => number | undefined): TemplateFunction {
  return ofTexts(1, (text = '') => {
    const value = read(text);
    if (value === undefined) {
      throw new TemplateExecutionError(`${JSON.stringify(text)} is no ${kind}`);
    }
    return value;
  });
}

/** Up from a fraction of `from` on; for a negative number that fraction is negative, so it goes down. */
function round(value: TemplateValue = 0, places: TemplateValue = 0n, from: TemplateValue = 0.5): number {
  const power = 10 ** Number(toInteger(places));
  const scaled = toFloat(value) * power;
  return (scaled - Math.trunc(scaled) >= toFloat(from) ? Math.ceil(scaled) : Math.floor(scaled)) / power;
}

const lower = ofTexts(1, (text = '') => text.toLowerCase());
const upper = ofTexts(1, (text = '') => text.toUpperCase());
const trim = ofTexts(1, (text = '') => text.trim());
const duration = parsed('duration', (text) => {
  const nanoseconds = parseGoDuration(text);
  return nanoseconds === undefined ? undefined : nanoseconds / 1e9;
});

/** The functions of Loki's templates that are known here. */
export const FUNCTIONS: ReadonlyMap<string, TemplateFunction> = new Map(
  Object.entries({
    addf: decimals(add),
    subf: decimals(subtract),
    mulf: decimals(multiply),
    divf: decimals((a, b) => divide(a, b, DIVISION_PLACES)),
    maxf: floats(Math.max),
    minf: floats(Math.min),
    add: integers((a, b) => a + b),
    sub: integers((a, b) => a - b),
    mul: integers((a, b) => a * b),
    div: integers((a, b) => a / b),
    mod: integers((a, b) => a % b),
    max: integers((a, b) => (a > b ? a : b)),
    min: integers((a, b) => (a < b ? a : b)),
    int: of(1, (value = '') => toInteger(value)),
    float64: of(1, (value = '') => toFloat(value)),
    round: of(2, round, 3),
    ceil: of(1, (value = '') => Math.ceil(toFloat(value))),
    floor: of(1, (value = '') => Math.floor(toFloat(value))),
    lower,
    upper,
    trim,
    ToLower: lower,
    ToUpper: upper,
    TrimSpace: trim,
    trimPrefix: ofTexts(2, (prefix = '', text = '') => (text.startsWith(prefix) ? text.slice(prefix.length) : text)),
    trimSuffix: ofTexts(2, (suffix = '', text = '') =>
      text.endsWith(suffix) ? text.slice(0, text.length - suffix.length) : text
    ),
    replace: ofTexts(3, (old = '', fresh = '', text = '') => text.split(old).join(fresh)),
    regexReplaceAll: ofTexts(3, (pattern = '', text = '', replacement = '') => replaceAll(pattern, text, replacement)),
    trunc: of(2, (count = 0n, text = '') => truncated(Number(toInteger(count)), [...toText(text)])),
    default: of(2, (other = '', value = '') => (printed(value) === '' || Number(value) === 0 ? other : value)),
    printf: of(1, (format = '', ...values) => sprintf(toText(format), values), Infinity),
    duration,
    duration_seconds: duration,
    bytes: parsed('size', parseByteSize),
  })
);

/** The first characters, or for a negative count the last ones. */
function truncated(count: number, characters: readonly string[]): string {
  return (count < 0 ? characters.slice(count) : characters.slice(0, count)).join('');
}
