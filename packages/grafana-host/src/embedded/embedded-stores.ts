import {
  capturedLogStore,
  lokiApi,
  tempoApi,
  TraceStore,
  type ApiRequest,
  type ApiResponse,
  type LogStore,
} from '@dynamo-observability/telemetry-store';

import { LOKI_HEADERS } from '../loki/http.ts';
import { fetchCaptured } from './captured-text.ts';
import type { ApiAnswer, ApiCall, EmbeddedSource } from './messages.ts';
import { requireSimulated, type SimulatedStores } from './simulated-stores.ts';

type Answer = (request: ApiRequest) => ApiResponse;

/** The stores of logs and traces, each read from its files when it is asked for first, and again when that failed. */
export class EmbeddedStores {
  private readonly opened = new Map<string, Promise<Answer>>();

  constructor(private readonly simulated?: SimulatedStores) {}

  async get({ source, path, query, nowMs }: ApiCall): Promise<ApiAnswer> {
    const answer = await this.open(source);
    return answer({ path, params: new URLSearchParams(query), nowMs });
  }

  private open(source: EmbeddedSource): Promise<Answer> {
    const key = JSON.stringify(source);
    const store = this.opened.get(key) ?? this.read(source);
    this.opened.set(key, store);
    store.catch(() => this.opened.delete(key));
    return store;
  }

  private async read(source: EmbeddedSource): Promise<Answer> {
    if (source.api === 'tempo') {
      const traces =
        'scenario' in source
          ? requireSimulated(this.simulated, source.scenario).traces(source.scenario)
          : TraceStore.fromOtlp(await fetchCaptured(source.otlp));
      return (request) => tempoApi(traces, request);
    }
    const logs = await this.logs(source);
    const headers = new Headers(LOKI_HEADERS);
    return (request) => lokiApi(logs, { ...request, headers });
  }

  private async logs(source: EmbeddedSource & { readonly api: 'loki' }): Promise<LogStore> {
    if ('scenario' in source) {
      return requireSimulated(this.simulated, source.scenario).logs(source.scenario, source.way);
    }
    return capturedLogStore(
      'otlp' in source ? { otlp: await fetchCaptured(source.otlp) } : { processes: await fetchAll(source.processes) }
    );
  }
}

async function fetchAll(urls: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  const files = Object.entries(urls).map(async ([name, url]) => [name, await fetchCaptured(url)] as const);
  return Object.fromEntries(await Promise.all(files));
}
