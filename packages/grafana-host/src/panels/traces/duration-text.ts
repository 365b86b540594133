import { formattedValueToString, getValueFormat } from '@grafana/data';

const format = getValueFormat('ms');

/** Milliseconds in the unit that suits them: `78.2 ms`, `1.24 s`, `35.1 µs`. */
export function durationText(ms: number): string {
  if (ms === 0) {
    return '0 ms';
  }
  return Math.abs(ms) < 1
    ? formattedValueToString(getValueFormat('µs')(ms * 1000, digits(ms * 1000)))
    : formattedValueToString(format(ms, ms < 1000 ? digits(ms) : 2));
}

/** Three significant digits. */
const digits = (value: number): number => (Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0);
