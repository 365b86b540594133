import type { MetricStore } from '@dynamo-observability/telemetry-store';

import type { TimeSpan } from '../prometheus/backend.ts';
import { EmbeddedStores } from './embedded-stores.ts';
import { loadMetrics } from './load-metrics.ts';
import type { FromWorker, Methods, ToWorker } from './messages.ts';
import type { SimulatedStores } from './simulated-stores.ts';
import { StoreBackend } from './store-backend.ts';

type Call = Exclude<ToWorker, { method: 'cancel' }>;

/**
 * Answers a page's questions from within a worker. Of scenarios it needs to know how they are simulated; captures are read
 * without that.
 */
export function serveStores(simulated?: SimulatedStores): void {
  const server = new StoreServer(simulated);
  addEventListener('message', ({ data }: MessageEvent<ToWorker>) => server.receive(data));
}

class StoreServer {
  private backend: StoreBackend | undefined;
  private readonly stores: EmbeddedStores;
  private readonly waiting = new Map<number, Call>();

  constructor(private readonly simulated: SimulatedStores | undefined) {
    this.stores = new EmbeddedStores(simulated);
  }

  receive(message: ToWorker): void {
    if (message.method === 'cancel') {
      this.waiting.delete(message.id);
      return;
    }
    this.waiting.set(message.id, message);
    // A turn of the event loop lets cancellations of what waits come in first.
    setTimeout(() => void this.answer(message.id));
  }

  private async answer(id: number): Promise<void> {
    const call = this.waiting.get(id);
    if (call === undefined || !this.waiting.delete(id)) {
      return;
    }
    try {
      reply({ id, answer: await this.run(call) });
    } catch (error) {
      reply({ id, error: error instanceof Error ? error.message : String(error) });
    }
  }

  private async run(call: Call): Promise<Methods[Call['method']]['answer']> {
    if (call.method === 'load') {
      const store = await loadMetrics(call.request, this.simulated);
      this.backend = new StoreBackend(store);
      return spanOf(store);
    }
    if (call.method === 'get') {
      return this.stores.get(call.request);
    }
    if (this.backend === undefined) {
      throw new Error('The metrics are not loaded yet');
    }
    switch (call.method) {
      case 'queryRange':
        return this.backend.queryRange(call.request);
      case 'query':
        return this.backend.query(call.request);
      case 'labelValues':
        return this.backend.labelValues(call.request);
      case 'series':
        return this.backend.series(call.request);
    }
  }
}

const reply = (message: FromWorker): void => postMessage(message);

function spanOf(store: MetricStore): TimeSpan {
  const span = store.timeRange();
  if (span === undefined) {
    throw new Error('There are no samples');
  }
  return span;
}
