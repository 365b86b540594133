import {
  StoreBackend,
  type InstantResult,
  type PrometheusBackend,
  type TimeSpan,
} from '@dynamo-observability/grafana-host';
import { processes } from '@dynamo-observability/signals';
import { MetricStore } from '@dynamo-observability/telemetry-store';

/** Well below the five minutes for which Prometheus takes a sample for the present. */
const INTERVAL_MS = 60_000;

/**
 * Another backend as it would be if every kind of process that this project knows were scraped too. Of those that it lacks only
 * the family exists by which they are recognised. It is seen by instant queries, such as the one that asks which families there
 * are, and is not a number: nothing is drawn that nobody has measured.
 */
export async function everyProcessScraped(inner: PrometheusBackend, span: TimeSpan): Promise<PrometheusBackend> {
  const known = new Set(await inner.labelValues({ label: '__name__', ...span }));
  const missing = Object.values(processes).filter(({ probe }) => !known.has(probe));
  const probes = new StoreBackend(
    storeOf(
      missing.map(({ probe }) => probe),
      span
    )
  );
  return {
    queryRange: (request, signal) => inner.queryRange(request, signal),
    query: async (request, signal) => joined(await inner.query(request, signal), await probes.query(request)),
    labelValues: (request) => inner.labelValues(request),
    series: (request) => inner.series(request),
  };
}

function storeOf(names: readonly string[], { startMs, endMs }: TimeSpan): MetricStore {
  const store = new MetricStore();
  for (const name of names) {
    for (let timeMs = startMs; timeMs <= endMs; timeMs += INTERVAL_MS) {
      store.addSample({ __name__: name }, timeMs, NaN);
    }
  }
  return store;
}

/** Right as long as no query needs series of both, and the second has only families that the first lacks. */
const joined = (first: InstantResult, second: InstantResult): InstantResult =>
  first.type === 'vector' && second.type === 'vector'
    ? { type: 'vector', samples: [...first.samples, ...second.samples] }
    : first;
