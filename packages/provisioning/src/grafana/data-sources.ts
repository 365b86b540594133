import type { Plain } from './dollar.ts';
import { yamlFile } from './yaml-file.ts';

/** Uids never change: links between the signals are made of them. */
export const dataSourceUids = { prometheus: 'prometheus', loki: 'loki', tempo: 'tempo' } as const;

/** What differs between installations. */
export interface Stack {
  readonly urls: { readonly prometheus: string; readonly loki: string; readonly tempo: string };
  /** How often Prometheus scrapes. A wrong value distorts every rate (grafana-practice.md E). */
  readonly scrapeInterval: string;
  /** LogQL selector of the streams that hold Dynamo's logs. The narrower, the faster (tempo-loki-facts.md 7). */
  readonly logStreams: string;
}

/** Service names as in Docker Compose. */
export const composeStack: Stack = {
  urls: { prometheus: 'http://prometheus:9090', loki: 'http://loki:3100', tempo: 'http://tempo:3200' },
  scrapeInterval: '15s',
  logStreams: '{service_name=~"dynamo-.+"}',
};

const { prometheus, loki, tempo } = dataSourceUids;

function prometheusSource({ urls, scrapeInterval }: Stack): Plain {
  // Tempo's span metrics write `traceID`, other exporters `trace_id`; a label that is not listed has no link.
  const exemplars = ['trace_id', 'traceID'].map((name) => ({
    name,
    datasourceUid: tempo,
    urlDisplayLabel: 'Open trace',
  }));
  return {
    name: 'Prometheus',
    uid: prometheus,
    type: 'prometheus',
    access: 'proxy',
    url: urls.prometheus,
    isDefault: true,
    jsonData: {
      // Long queries do not fit into a URL.
      httpMethod: 'POST',
      timeInterval: scrapeInterval,
      // Asks only for what is new at each refresh, and again for the last ten minutes, in which late samples may have come.
      incrementalQuerying: true,
      incrementalQueryOverlapWindow: '10m',
      cacheLevel: 'Low',
      exemplarTraceIdDestinations: exemplars,
    },
  };
}

/** A trace id is structured metadata in logs that come over OTLP, and stands in the line of logs that are collected as JSON. */
function lokiSource({ urls }: Stack): Plain {
  const toTrace = { datasourceUid: tempo, url: '${__value.raw}', urlDisplayLabel: 'Open trace' };
  return {
    name: 'Loki',
    uid: loki,
    type: 'loki',
    access: 'proxy',
    url: urls.loki,
    jsonData: {
      derivedFields: [
        { name: 'Trace', matcherType: 'label', matcherRegex: 'trace_id', ...toTrace },
        { name: 'Trace in line', matcherType: 'regex', matcherRegex: '"trace_id":"(\\w+)"', ...toTrace },
      ],
    },
  };
}

/** One query for both log paths (tempo-loki-facts.md 7). */
const logsOfTrace = (streams: string) =>
  `${streams} | json trace_id | trace_id="\${__trace.traceId}" | drop __error__, __error_details__`;

function tempoSource({ urls, logStreams }: Stack): Plain {
  return {
    name: 'Tempo',
    uid: tempo,
    type: 'tempo',
    access: 'proxy',
    url: urls.tempo,
    jsonData: {
      tracesToLogsV2: {
        datasourceUid: loki,
        // Added to start and end of the span: this way round the window grows.
        spanStartTimeShift: '-2m',
        spanEndTimeShift: '2m',
        customQuery: true,
        query: logsOfTrace(logStreams),
      },
      serviceMap: { datasourceUid: prometheus },
      nodeGraph: { enabled: true },
      spanBar: { type: 'Tag', tag: 'request.outcome' },
    },
  };
}

/** The three data sources with fixed uids and the links between them (grafana-live-facts.md 4). */
export function dataSources(stack: Stack = composeStack): string {
  return yamlFile({
    apiVersion: 1,
    datasources: [prometheusSource(stack), lokiSource(stack), tempoSource(stack)],
  });
}
