import type { PrometheusBackend, TimeSpan } from '@dynamo-observability/grafana-host';
import { describe, expect, it } from 'vitest';

import { ReplayBackend } from './replay-backend.ts';
import { ReplayClock } from './replay-clock.ts';

/** Remembers the times that it was asked for, and answers with a time of its own. */
class Capture implements PrometheusBackend {
  readonly asked: Array<TimeSpan | number> = [];

  queryRange: PrometheusBackend['queryRange'] = (request) => {
    this.remember(request);
    return Promise.resolve([{ labels: {}, times: [3, 4], values: [1, 2] }]);
  };

  query: PrometheusBackend['query'] = ({ expr, timeMs }) => {
    this.asked.push(timeMs);
    return Promise.resolve(
      expr === 'vector'
        ? { type: 'vector', samples: [{ labels: {}, timeMs: 5, value: 1 }] }
        : { type: 'scalar', timeMs: 6, value: 1 }
    );
  };

  labelValues: PrometheusBackend['labelValues'] = (request) => {
    this.remember(request);
    return Promise.resolve([]);
  };

  series: PrometheusBackend['series'] = (request) => {
    this.remember(request);
    return Promise.resolve([]);
  };

  private remember({ startMs, endMs }: TimeSpan): void {
    this.asked.push({ startMs, endMs });
  }
}

const clock = new ReplayClock({ startMs: 0, endMs: 3_000_000 }, () => 10_000_000);
clock.start();
const offset = 10_000_000 - 300_000;

describe('a capture that happens now', () => {
  it('is asked for its own times and answers with those that are shown', async () => {
    const capture = new Capture();
    const backend = new ReplayBackend(capture, clock);
    const [series] = await backend.queryRange({ expr: 'x', startMs: offset, endMs: offset + 5, stepMs: 5 });
    expect(series?.times).toEqual([offset + 3, offset + 4]);
    expect(await backend.query({ expr: 'vector', timeMs: offset + 7 })).toMatchObject({
      samples: [{ timeMs: offset + 5 }],
    });
    expect(await backend.query({ expr: 'scalar', timeMs: offset + 8 })).toMatchObject({ timeMs: offset + 6 });
    expect(capture.asked).toEqual([{ startMs: 0, endMs: 5 }, 7, 8]);
  });

  it('is asked for labels and series of its own times', async () => {
    const capture = new Capture();
    const backend = new ReplayBackend(capture, clock);
    const span = { startMs: offset + 1, endMs: offset + 2 };
    await backend.labelValues({ label: 'job', ...span });
    await backend.series({ match: 'up', ...span });
    expect(capture.asked).toEqual([
      { startMs: 1, endMs: 2 },
      { startMs: 1, endMs: 2 },
    ]);
  });
});
