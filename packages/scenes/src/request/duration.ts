import { getValueFormat } from '@grafana/data';

/** A duration as Grafana writes it: `1.24 s`, `265 ms`; a dash where it is not known. */
export function durationText(ms: number | undefined): string {
  if (ms === undefined || !Number.isFinite(ms)) {
    return '–';
  }
  const { text, suffix = '' } = getValueFormat('ms')(ms, ms < 10 ? 2 : undefined);
  return text + suffix;
}

/** A share as percent without decimals, but never 0 % for something. */
export function shareText(share: number | undefined): string {
  if (share === undefined) {
    return '–';
  }
  return share > 0 && share < 0.005 ? '<1 %' : `${Math.round(share * 100)} %`;
}
