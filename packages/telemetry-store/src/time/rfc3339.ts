const FORM = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:\d\d)(?:[.,](\d{1,9})\d*)?([Zz]|[+-]\d\d:\d\d)$/;

/** Unix nanoseconds of `2026-11-22T13:40:36.380849Z`; `undefined` for a text that is no such time. */
export function parseRfc3339(text: string): bigint | undefined {
  const match = FORM.exec(text);
  if (match === null) {
    return undefined;
  }
  const [, date = '', time = '', fraction = '', zone = 'Z'] = match;
  const milliseconds = Date.parse(`${date}T${time}${zone.toUpperCase()}`);
  return Number.isNaN(milliseconds) ? undefined : BigInt(milliseconds) * 1_000_000n + BigInt(fraction.padEnd(9, '0'));
}
