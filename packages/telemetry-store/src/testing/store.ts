import { LineScanner } from '../ingest/line-scanner.ts';
import { LabelSet, type Labels } from '../labels/label-set.ts';
import { MetricStore } from '../metrics/metric-store.ts';

/** `null` is a stale marker, `undefined` no sample. */
export type Sequence = ReadonlyArray<number | null | undefined>;

/** A store of series written as in a scrape, e.g. `up{job="a"}`, with a sample each `stepMs` from time 0 on. */
export function storeOf(series: Readonly<Record<string, Sequence>>, stepMs = 15_000): MetricStore {
  const store = new MetricStore();
  for (const [text, values] of Object.entries(series)) {
    const labels = labelsOf(text);
    values.forEach((value, index) => {
      if (value === null) {
        store.addStale(labels, index * stepMs);
      } else if (value !== undefined) {
        store.addSample(labels, index * stepMs, value);
      }
    });
  }
  return store;
}

/** Labels written as in a scrape. */
export function labelsOf(text: string): Labels {
  return LabelSet.of(new LineScanner(text, 1).labels()).toObject();
}

/** The value of each series of an instant query, under its labels as PromQL writes them. */
export function valuesOf(store: MetricStore, query: string, timeMs: number): Record<string, number> {
  const answer = store.query(query, timeMs);
  if (answer.resultType === 'scalar') {
    return { scalar: answer.result.value };
  }
  if (answer.resultType !== 'vector') {
    throw new Error(`expected a vector, got ${answer.resultType}`);
  }
  return Object.fromEntries(answer.result.map(({ metric, value }) => [LabelSet.fromObject(metric).toString(), value]));
}
