import type { TimeSpan } from '@dynamo-observability/grafana-host';

/** As the time picker writes it. */
export interface TimeRange {
  readonly from: string;
  readonly to: string;
}

export const timeRangeOf = ({ startMs, endMs }: TimeSpan): TimeRange => ({
  from: new Date(startMs).toISOString(),
  to: new Date(endMs).toISOString(),
});
