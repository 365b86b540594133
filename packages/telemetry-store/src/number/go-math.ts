/** As Go's math.Max: infinity wins over NaN. */
export function maximum(a: number, b: number): number {
  return a === Infinity || b === Infinity ? Infinity : Math.max(a, b);
}

/** As Go's math.Min: negative infinity wins over NaN. */
export function minimum(a: number, b: number): number {
  return a === -Infinity || b === -Infinity ? -Infinity : Math.min(a, b);
}

/** As Go's math.Pow: 1 to any power, and -1 to an infinite one, is 1. */
export function power(base: number, exponent: number): number {
  if (base === 1 || (base === -1 && (exponent === Infinity || exponent === -Infinity))) {
    return 1;
  }
  return base ** exponent;
}
