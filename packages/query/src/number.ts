/**
 * A number written with digits and a point: `1e-7` is 0.0000001. TraceQL refuses exponents, and compares numbers that are text by
 * their digits (tempo-loki-facts.md 2.1).
 * @throws RangeError for what is not finite.
 */
export function plainDecimal(value: number): string {
  if (!Number.isFinite(value)) {
    throw new RangeError(`${value} cannot be written as a decimal number`);
  }
  const [, sign = '', whole = '0', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value)) ?? [];
  const point = whole.length + Number(exponent);
  const digits = whole + fraction;
  if (point <= 0) {
    return `${sign}0.${'0'.repeat(-point)}${digits}`;
  }
  const padded = digits.padEnd(point, '0');
  const [before, after] = [padded.slice(0, point), padded.slice(point)];
  return sign + (after === '' ? before : `${before}.${after}`);
}
