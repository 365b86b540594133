import { MetricStore } from '@dynamo-observability/telemetry-store';

import { fetchCaptured } from './captured-text.ts';
import { addSyntheticGpus } from './synthetic-gpus.ts';

export interface CaptureToLoad {
  readonly url: string;
  /** Adds made-up GPUs to a run that had none. */
  readonly syntheticGpus?: boolean;
}

/** Fetches a capture of scrapes and reads it into a store. Rejects with a text that says what is wrong with it. */
export async function loadCapture({ url, syntheticGpus = false }: CaptureToLoad): Promise<MetricStore> {
  const store = MetricStore.fromScrapes(await fetchCaptured(url));
  if (syntheticGpus) {
    addSyntheticGpus(store);
  }
  return store;
}
