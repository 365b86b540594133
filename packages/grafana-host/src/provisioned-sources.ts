import type { JsonApi } from './api/json-api.ts';
import type { HostDataSource } from './data-sources.ts';
import { LokiLikeDataSource } from './loki/data-source.ts';
import type { DerivedField } from './loki/derived-fields.ts';
import { lokiSettings } from './loki/settings.ts';
import type { PrometheusBackend } from './prometheus/backend.ts';
import { PrometheusLikeDataSource } from './prometheus/data-source.ts';
import { prometheusSettings } from './prometheus/settings.ts';
import type { PageOfQuery } from './query/query-link.ts';
import { TempoLikeDataSource } from './tempo/data-source.ts';
import { tempoSettings } from './tempo/settings.ts';

/** What answers the page's queries; a kind that is missing has no data source. */
export interface Backends {
  readonly prometheus: PrometheusBackend;
  readonly loki?: JsonApi;
  /** The same logs, as Dynamo itself sends them. */
  readonly otlpLoki?: JsonApi;
  readonly tempo?: JsonApi;
}

interface SourceOptions {
  /** Such as `5s`. */
  readonly scrapeInterval: string;
  /** Where links to queries lead, outside Grafana's Explore. */
  readonly pageOf?: PageOfQuery;
}

const toTrace = { datasourceUid: 'tempo', url: '${__value.raw}', urlDisplayLabel: 'Open trace' };

/** As `provisioning` sets Loki up: a trace id beside the line, or in it. */
const derivedFields: readonly DerivedField[] = [
  { name: 'Trace', matcherType: 'label', matcherRegex: 'trace_id', ...toTrace },
  { name: 'Trace in line', matcherType: 'regex', matcherRegex: '"trace_id":"(\\w+)"', ...toTrace },
];

/** Data sources with the uids and settings that `provisioning` gives them, in front of some backends. The first is the default. */
export function provisionedSources(
  { prometheus, loki, otlpLoki, tempo }: Backends,
  { scrapeInterval, pageOf }: SourceOptions
): HostDataSource[] {
  const metrics = prometheusSettings({ uid: 'prometheus', name: 'Prometheus', scrapeInterval });
  return [
    { settings: metrics, api: new PrometheusLikeDataSource(metrics, prometheus) },
    ...(loki === undefined ? [] : [lokiSource('loki', 'Loki', loki, pageOf)]),
    ...(otlpLoki === undefined ? [] : [lokiSource('loki-otlp', 'Loki (OTLP)', otlpLoki, pageOf)]),
    ...(tempo === undefined ? [] : [tempoSource(tempo, pageOf)]),
  ];
}

function lokiSource(uid: string, name: string, api: JsonApi, pageOf: PageOfQuery | undefined): HostDataSource {
  const settings = lokiSettings({ uid, name, derivedFields });
  return { settings, api: new LokiLikeDataSource(settings, api, pageOf) };
}

function tempoSource(api: JsonApi, pageOf: PageOfQuery | undefined): HostDataSource {
  const settings = tempoSettings({ uid: 'tempo', name: 'Tempo' });
  return { settings, api: new TempoLikeDataSource(settings, api, pageOf) };
}
