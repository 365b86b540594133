const PREFIXES = ['', 'k', 'm', 'g', 't', 'p', 'e'];
const FORM = /^([\d.,]*\d[\d.,]*)\s*([a-z]*)$/i;

/** Bytes of a size such as `10KB`, `1.5 MiB` or `512`, in whatever case; `undefined` for a text that is none. */
export function parseByteSize(text: string): number | undefined {
  const [, digits = '', unit = ''] = FORM.exec(text.trim()) ?? [];
  const number = digits === '' ? NaN : Number(digits.replaceAll(',', ''));
  const [, prefix = '', binary] = /^([kmgtpe]?)(i?)b?$/i.exec(unit) ?? [undefined, 'x'];
  const power = PREFIXES.indexOf(prefix.toLowerCase());
  if (Number.isNaN(number) || power < 0 || (prefix === '' && binary !== '')) {
    return undefined;
  }
  return Math.trunc(number * (binary === '' ? 1000 : 1024) ** power);
}
