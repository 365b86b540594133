import type { MetricStore } from '@dynamo-observability/telemetry-store';

import type { TimeSpan } from '../prometheus/backend.ts';
import { loadCapture } from './capture.ts';
import { EmbeddedStores } from './embedded-stores.ts';
import type { FromWorker, Methods, ToWorker } from './messages.ts';
import { StoreBackend } from './store-backend.ts';

type Call = Exclude<ToWorker, { method: 'cancel' }>;

let backend: StoreBackend | undefined;
const stores = new EmbeddedStores();
const waiting = new Map<number, Call>();

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.method === 'cancel') {
    waiting.delete(data.id);
    return;
  }
  waiting.set(data.id, data);
  // A turn of the event loop lets cancellations of what waits come in first.
  setTimeout(() => void answer(data.id));
});

async function answer(id: number): Promise<void> {
  const call = waiting.get(id);
  if (call === undefined || !waiting.delete(id)) {
    return;
  }
  try {
    reply({ id, answer: await run(call) });
  } catch (error) {
    reply({ id, error: error instanceof Error ? error.message : String(error) });
  }
}

const reply = (message: FromWorker): void => postMessage(message);

async function run(call: Call): Promise<Methods[Call['method']]['answer']> {
  if (call.method === 'load') {
    const store = await loadCapture(call.request);
    backend = new StoreBackend(store);
    return spanOf(store);
  }
  if (call.method === 'get') {
    return stores.get(call.request);
  }
  if (backend === undefined) {
    throw new Error('The capture is not loaded yet');
  }
  switch (call.method) {
    case 'queryRange':
      return backend.queryRange(call.request);
    case 'query':
      return backend.query(call.request);
    case 'labelValues':
      return backend.labelValues(call.request);
    case 'series':
      return backend.series(call.request);
  }
}

function spanOf(store: MetricStore): TimeSpan {
  const span = store.timeRange();
  if (span === undefined) {
    throw new Error('The capture holds no samples');
  }
  return span;
}
