import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

import { annotations, printForPage, type Annotation, type Dashboard } from '@dynamo-observability/dashboards';
import { MetricStore } from '@dynamo-observability/telemetry-store';
import { describe, expect, it } from 'vitest';

/** Marks on charts, against what is known to have happened. */
const page: Dashboard = {
  uid: 'x',
  title: 'X',
  description: '',
  tags: [],
  from: 'now-1h',
  to: 'now',
  variables: [],
  rows: [],
};

const stepMs = 15_000;

interface Mark {
  readonly timeMs: number;
  readonly labels: Readonly<Record<string, string>>;
}

/** The marks of a kind over all that a store holds, as Grafana draws them: values are times, or each step with a value has one. */
function marksOf(id: string, store: MetricStore): readonly Mark[] {
  const annotation = annotations.find((one) => one.id === id);
  const range = store.timeRange();
  if (annotation === undefined || range === undefined) {
    throw new Error(`no marks ${id}`);
  }
  const { result } = store.queryRange(sent(annotation), { ...range, stepMs });
  const marks = result.flatMap(({ metric, timesMs, values }) => {
    const times = annotation.timeIsValue ? [...new Set(values)] : timesMs;
    return times.map((timeMs) => ({ timeMs, labels: metric }));
  });
  return [...marks].sort((a, b) => a.timeMs - b.timeMs);
}

const sent = (annotation: Annotation): string =>
  printForPage(annotation, page).replaceAll('$__interval_ms', String(stepMs)).replaceAll('$__interval', '15s');

interface Process {
  readonly instance: string;
  readonly startedMs: number;
  /** Ids of the workers that a router knows. */
  readonly workers?: readonly number[];
  readonly migrations?: number;
}

/** Scrapes processes every 15 s; what does not answer is down. */
function observed(
  minutes: number,
  at: (timeMs: number) => ReadonlyArray<Process | { readonly down: string }>
): MetricStore {
  const store = new MetricStore();
  for (let timeMs = 0; timeMs <= minutes * 60_000; timeMs += stepMs) {
    for (const process of at(timeMs)) {
      const up = !('down' in process);
      const instance = up ? process.instance : process.down;
      store.addScrape({ labels: { instance, job: 'x' }, timeMs, up, text: up ? exposition(process, timeMs) : '' });
    }
  }
  return store;
}

function exposition({ startedMs, workers = [], migrations }: Process, timeMs: number): string {
  return [
    `dynamo_component_uptime_seconds ${(timeMs - startedMs) / 1000}`,
    ...workers.map((id) => registered(id)),
    ...(migrations === undefined ? [] : [`${migrated} ${migrations}`]),
    '',
  ].join('\n');
}

const registered = (id: number): string =>
  `dynamo_component_router_worker_registered{router_worker_id="${id}",worker_type="decode",dp_rank="0"} 1`;
const migrated = 'dynamo_frontend_model_migration_total{model="m",migration_type="ongoing_request"}';

const old = -3_600_000;
const minute = (n: number): number => n * 60_000;
const everyKind = (store: MetricStore) => annotations.flatMap(({ id }) => marksOf(id, store));

describe('nothing is marked', () => {
  it('while nothing happens', () => {
    const store = observed(10, () => [{ instance: 'f', startedMs: old, workers: [1, 2], migrations: 3 }]);
    expect(everyKind(store)).toEqual([]);
  });

  it.each([1, 4, 20])('when a scrape fails, %d times in a row', (missed) => {
    const store = observed(15, (timeMs) =>
      timeMs >= minute(5) && timeMs < minute(5) + missed * stepMs
        ? [{ down: 'f' }]
        : [{ instance: 'f', startedMs: old, workers: [1, 2], migrations: 3 }]
    );
    expect(everyKind(store)).toEqual([]);
  });

  it('when one of two routers, each with workers of its own, is not scraped', () => {
    const store = observed(10, (timeMs) => [
      { instance: 'f', startedMs: old, workers: [1, 2] },
      timeMs === minute(5) ? { down: 'g' } : { instance: 'g', startedMs: old, workers: [3] },
    ]);
    expect(everyKind(store)).toEqual([]);
  });
});

describe('the start of a process', () => {
  it('is marked once, at its own time, however late it is first scraped', () => {
    const startedMs = minute(2) + 4_321;
    const store = observed(20, (timeMs) => (timeMs < startedMs + minute(3) ? [] : [{ instance: 'w', startedMs }]));
    expect(marksOf('process-starts', store)).toMatchObject([{ timeMs: minute(2) + 4000, labels: { instance: 'w' } }]);
  });

  it('is all that is marked when a router restarts, forgets its counters, and learns of its workers again', () => {
    const startedMs = minute(5) + 2000;
    const store = observed(12, (timeMs) => {
      if (timeMs < startedMs) {
        return [{ instance: 'f', startedMs: old, workers: [1, 2, 3], migrations: 7 }];
      }
      const known = timeMs < startedMs + 20_000 ? [1] : [1, 2, 3];
      return timeMs < startedMs + 5000 ? [{ down: 'f' }] : [{ instance: 'f', startedMs, workers: known }];
    });
    expect(everyKind(store)).toMatchObject([{ timeMs: startedMs, labels: { instance: 'f' } }]);
  });
});

describe('the number of workers', () => {
  const scaled = (workers: (timeMs: number) => readonly number[]) =>
    observed(10, (timeMs) => [{ instance: 'f', startedMs: old, workers: workers(timeMs) }]);
  const changes = (store: MetricStore) =>
    marksOf('worker-changes', store).map(({ timeMs, labels }) => [timeMs, labels['workers']]);

  it('is marked with its new value when it grows and when it shrinks', () => {
    const store = scaled((timeMs) => (timeMs >= minute(3) && timeMs < minute(6) ? [1, 2, 3] : [1, 2]));
    expect(changes(store)).toEqual([
      [minute(3), '3'],
      [minute(6), '2'],
    ]);
  });

  it('is marked when the last worker goes and when the first one comes back', () => {
    const store = scaled((timeMs) => (timeMs >= minute(3) && timeMs < minute(6) ? [] : [1]));
    expect(changes(store)).toEqual([
      [minute(3), '0'],
      [minute(6), '1'],
    ]);
  });

  it('is marked once, though two routers see it', () => {
    const workers = (timeMs: number) => (timeMs < minute(3) ? [1] : [1, 2]);
    const store = observed(10, (timeMs) =>
      ['f', 'g'].map((instance) => ({ instance, startedMs: old, workers: workers(timeMs) }))
    );
    expect(changes(store)).toEqual([[minute(3), '2']]);
  });

  it('that changed while nobody looked is not guessed at', () => {
    const store = observed(10, (timeMs) =>
      timeMs >= minute(3) && timeMs < minute(5)
        ? [{ down: 'f' }]
        : [{ instance: 'f', startedMs: old, workers: timeMs < minute(4) ? [1] : [1, 2] }]
    );
    expect(changes(store)).toEqual([]);
  });
});

describe('migrations', () => {
  it('are marked from the first on, which is the birth of the counter', () => {
    const count = (timeMs: number) => (timeMs < minute(6) ? { migrations: 1 } : { migrations: 4 });
    const store = observed(10, (timeMs) => [
      { instance: 'f', startedMs: old, ...(timeMs < minute(3) ? {} : count(timeMs)) },
    ]);
    expect(marksOf('migrations', store).map(({ timeMs }) => timeMs)).toEqual([minute(3), minute(6)]);
  });
});

describe('the marks of a real run', () => {
  const capture = new URL('../fixtures/captures/long/scrapes.jsonl.gz', import.meta.url);
  const timeline = JSON.parse(
    readFileSync(new URL('../fixtures/captures/long/timeline.json', import.meta.url), 'utf8')
  ) as ReadonlyArray<{ readonly t_ms: number; readonly event: string }>;
  const store = MetricStore.fromScrapes(gunzipSync(readFileSync(capture)).toString());
  const at = (event: string): number => timeline.find((one) => one.event === event)?.t_ms ?? NaN;
  const begin = at('steady traffic, both models');
  const during = (id: string): readonly Mark[] => marksOf(id, store).filter(({ timeMs }) => timeMs > begin);

  it('show each worker that was started again, within two seconds', () => {
    const started = during('process-starts').map(({ timeMs, labels }) => [labels['instance'], timeMs] as const);
    const expected = [
      ['chat-1:9090', at('worker chat-1 started again')],
      ['code-decode-1:9090', at('prefill and decode started again')],
      ['code-prefill-0:9090', at('prefill and decode started again')],
    ] as const;
    expect(started.map(([instance]) => instance).sort()).toEqual(expected.map(([instance]) => instance));
    for (const [instance, timeMs] of expected) {
      expect(Math.abs((new Map(started).get(instance) ?? NaN) - timeMs), instance).toBeLessThan(2000);
    }
  });

  it('show each worker that was lost or came back, within half a minute', () => {
    const changed = during('worker-changes');
    const expected = [
      ['worker chat-1 killed (SIGKILL)', 'decode', '4'],
      ['worker chat-1 started again', 'decode', '5'],
      ['worker code-decode-1 drained (SIGTERM)', 'decode', '4'],
      ['only prefill worker of demo/coder killed', 'prefill', '0'],
      ['prefill and decode started again', 'decode', '5'],
      ['prefill and decode started again', 'prefill', '1'],
    ] as const;
    expect(changed).toHaveLength(expected.length);
    for (const [event, worker_type, workers] of expected) {
      const near = changed.filter(({ timeMs }) => timeMs >= at(event) && timeMs < at(event) + 30_000);
      expect(
        near.map(({ labels }) => labels),
        event
      ).toContainEqual({ worker_type, workers });
    }
  });

  it('show requests that were moved only after a worker was killed', () => {
    const moved = during('migrations');
    expect(new Set(moved.map(({ labels }) => labels['model']))).toEqual(new Set(['demo/chat-70b', 'demo/coder']));
    for (const { timeMs, labels } of moved) {
      const killed =
        labels['model'] === 'demo/coder'
          ? 'only prefill worker of demo/coder killed'
          : 'worker chat-1 killed (SIGKILL)';
      expect(timeMs - at(killed)).toBeGreaterThan(0);
      expect(timeMs - at(killed)).toBeLessThan(60_000);
    }
  });
});
