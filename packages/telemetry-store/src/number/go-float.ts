const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const INFINITE = /^([+-]?)inf(?:inity)?$/i;
const NOT_A_NUMBER = /^nan$/i;

/** Reads a number as Prometheus does (`+Inf`, `NaN`, `1e-05`), or `undefined` where the text is none. */
export function parseFloatText(text: string): number | undefined {
  if (DECIMAL.test(text)) {
    return Number(text);
  }
  const infinite = INFINITE.exec(text);
  if (infinite !== null) {
    return infinite[1] === '-' ? -Infinity : Infinity;
  }
  return NOT_A_NUMBER.test(text) ? NaN : undefined;
}

/** Shortest exact digits without an exponent, as `count_values` names its values. */
export function formatPlain(value: number): string {
  const special = formatSpecial(value);
  if (special !== undefined) {
    return special;
  }
  const text = String(value);
  const match = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (match === null) {
    return text;
  }
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  return sign + shiftPoint(whole + fraction, whole.length + Number(exponent));
}

/** As the HTTP API of Prometheus prints a sample: an exponent only below 1e-6 and from 1e21 on. */
export function formatSample(value: number): string {
  const special = formatSpecial(value);
  if (special !== undefined) {
    return special;
  }
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-6 || size >= 1e21)) {
    // Go writes at least two digits of exponent.
    return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
  }
  return formatPlain(value);
}

function formatSpecial(value: number): string | undefined {
  if (Number.isNaN(value)) {
    return 'NaN';
  }
  if (!Number.isFinite(value)) {
    return value > 0 ? '+Inf' : '-Inf';
  }
  return Object.is(value, -0) ? '-0' : undefined;
}

/** Places the decimal point `point` digits from the left of `digits`. */
function shiftPoint(digits: string, point: number): string {
  if (point <= 0) {
    return `0.${'0'.repeat(-point)}${digits}`;
  }
  return point >= digits.length ? digits.padEnd(point, '0') : `${digits.slice(0, point)}.${digits.slice(point)}`;
}
