import { dateTime, type TimeRange } from '@grafana/data';

import type { Moment } from './moment.ts';

/** A moment as Grafana writes a range of time. */
export function rangeOf({ fromMs, toMs }: Moment): TimeRange {
  const [from, to] = [dateTime(fromMs), dateTime(toMs)];
  return { from, to, raw: { from, to } };
}
