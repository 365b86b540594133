import type { TimeRange } from '@grafana/data';

import type { TimeSpan } from '../prometheus/backend.ts';

export const spanOf = (range: TimeRange): TimeSpan => ({ startMs: range.from.valueOf(), endMs: range.to.valueOf() });
