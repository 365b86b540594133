import {
  embeddedApis,
  HttpBackend,
  HttpJsonApi,
  lokiOverHttp,
  startWorkerBackend,
  type Backends,
  type EmbeddedSource,
  type JsonApi,
  type StartWorker,
  type TimeSpan,
} from '@dynamo-observability/grafana-host';

import { ReplayApi } from './replay/replay-api.ts';
import { ReplayBackend } from './replay/replay-backend.ts';
import { ReplayClock } from './replay/replay-clock.ts';
import type { Shown, ShownCapture, ShownPrometheus, ShownScenario } from './shown/shown.ts';
import type { CaptureSource, LiveSource, Source } from './source.ts';

/** Gets ready to answer queries. Of a capture only the metrics are read now; logs and traces wait until someone asks for them. */
export function openSource(shown: Shown, baseUrl: string): Promise<Source> {
  switch (shown.kind) {
    case 'prometheus':
      return Promise.resolve(openServers(shown, baseUrl));
    case 'capture':
      return openCapture(shown, baseUrl);
    case 'scenario':
      return openScenario(shown);
  }
}

/** A bundler finds the worker's file by this very form of the call. */
const simulator: StartWorker = () => new Worker(new URL('./simulated/worker.ts', import.meta.url), { type: 'module' });

async function openScenario(shown: ShownScenario): Promise<CaptureSource> {
  const { name: scenario } = shown;
  const store = startWorkerBackend(simulator);
  const span = await store.load({ scenario });
  const clock = new ReplayClock(span);
  const embedded = embeddedApis(nowOf(clock, span), simulator);
  const api = (source: EmbeddedSource): JsonApi => new ReplayApi(embedded(source), clock);
  const backends: Backends = {
    prometheus: new ReplayBackend(store, clock),
    loki: api({ api: 'loki', scenario, way: 'stderr' }),
    otlpLoki: api({ api: 'loki', scenario, way: 'otlp' }),
    tempo: api({ api: 'tempo', scenario }),
  };
  return { shown, backends, span, clock };
}

/** To a run that is not replayed, now is when it ends: questions without a time ask for the latest. */
const nowOf =
  (clock: ReplayClock, { endMs }: TimeSpan) =>
  () =>
    clock.running ? Date.now() - clock.offsetMs() : endMs;

function openServers(shown: ShownPrometheus, baseUrl: string): LiveSource {
  const backends: Backends = {
    prometheus: new HttpBackend(baseUrl + shown.url),
    ...(shown.loki === undefined ? {} : { loki: lokiOverHttp(baseUrl + shown.loki.url) }),
    ...(shown.tempo === undefined ? {} : { tempo: new HttpJsonApi(baseUrl + shown.tempo.url) }),
  };
  return { shown, backends };
}

async function openCapture(shown: ShownCapture, baseUrl: string): Promise<CaptureSource> {
  const store = startWorkerBackend();
  const full = (url: string): string => new URL(baseUrl + url, location.href).href;
  const span = await store.load({ url: full(shown.url), syntheticGpus: shown.syntheticGpus === true });
  const clock = new ReplayClock(span);
  const embedded = embeddedApis(nowOf(clock, span));
  const api = (source: EmbeddedSource): JsonApi => new ReplayApi(embedded(source), clock);
  const { processes, logsOtlp, spansOtlp } = shown;
  const urls = Object.entries(processes ?? {}).map(([name, url]) => [name, full(url)] as const);
  const backends: Backends = {
    prometheus: new ReplayBackend(store, clock),
    ...(urls.length === 0 ? {} : { loki: api({ api: 'loki', processes: Object.fromEntries(urls) }) }),
    ...(logsOtlp === undefined ? {} : { otlpLoki: api({ api: 'loki', otlp: full(logsOtlp) }) }),
    ...(spansOtlp === undefined ? {} : { tempo: api({ api: 'tempo', otlp: full(spansOtlp) }) }),
  };
  return { shown, backends, span, clock };
}
