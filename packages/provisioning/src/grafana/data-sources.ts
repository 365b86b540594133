import { frontend } from '@dynamo-observability/signals';

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

const idInLine = '"trace_id":"(\\w+)"';
const modelInLine = '"model":"([^"]+)"';

/** The page of one request among the dashboards: a plain address, so it works for a Viewer, who has no Explore. */
const requestPage = (traceId: string) => `/d/dynamo-request?var-trace_id=${traceId}&from=\${__from}&to=\${__to}`;

/** A trace id is structured metadata in logs that come over OTLP, and stands in the line of logs that are collected as JSON. */
const derivedFields: readonly Plain[] = (['label', 'regex'] as const).flatMap((matcherType) => {
  const where = matcherType === 'label' ? '' : ' in line';
  const matcher = { matcherType, matcherRegex: matcherType === 'label' ? 'trace_id' : idInLine };
  return [
    {
      name: `Trace${where}`,
      ...matcher,
      datasourceUid: tempo,
      url: '${__value.raw}',
      urlDisplayLabel: 'Open trace',
    },
    { name: `Request${where}`, ...matcher, url: requestPage('${__value.raw}'), urlDisplayLabel: 'Open request' },
  ];
});

/** A metric query about the model of a line or a span. */
const ofModel = (matchers: string) =>
  `histogram_quantile(0.9, sum by (le) (rate(${frontend.timeToFirstToken.name}_bucket{${matchers}}[2m])))`;

/**
 * From a log line in Explore to its trace and to the metrics of its model. By pattern in the line: a correlation on a label of Loki does
 * not show (grafana-live-facts.md 4). Grafana reads a file only when each has a label and a description.
 */
const correlations: readonly Plain[] = [
  {
    targetUID: tempo,
    label: 'Trace of this line',
    description: 'The trace that the line names.',
    type: 'query',
    config: {
      field: 'Line',
      target: { refId: 'A', queryType: 'traceql', query: '${traceOfLine}' },
      transformations: [{ type: 'regex', expression: idInLine, mapValue: 'traceOfLine' }],
    },
  },
  {
    targetUID: prometheus,
    label: 'TTFT of this model',
    description: 'Time to first token of the model that the line names.',
    type: 'query',
    config: {
      field: 'Line',
      target: { refId: 'A', editorMode: 'code', range: true, expr: ofModel('model="${modelOfLine}"') },
      transformations: [{ type: 'regex', expression: modelInLine, mapValue: 'modelOfLine' }],
    },
  },
];

function lokiSource({ urls }: Stack): Plain {
  return {
    name: 'Loki',
    uid: loki,
    type: 'loki',
    access: 'proxy',
    url: urls.loki,
    jsonData: { derivedFields },
    correlations,
  };
}

/** One query for both log paths (tempo-loki-facts.md 7). */
const logsOfTrace = (streams: string) =>
  `${streams} | json trace_id | trace_id="\${__trace.traceId}" | drop __error__, __error_details__`;

/**
 * How the kinds of spans name a worker, in decimal as the router's metrics do. A worker's own metrics have its id in hexadecimal, which no query
 * can convert. Grafana offers a link on spans that lack an attribute too and leaves the placeholder as it is: between backticks that is a
 * pattern that matches nothing.
 */
const workerOfSpan = ['worker_id', 'instance_id', 'prefill_worker_id', 'decode_worker_id']
  .map((attribute) => `\${__span.tags["${attribute}"]}`)
  .join('|');

/** From a span to metrics of that time. `$__tags` is the model of the span, as a matcher. */
const metricsOfSpan: readonly Plain[] = [
  { name: 'TTFT of the model, p90', query: ofModel('$__tags') },
  { name: 'Requests queued in the router', query: `sum (${frontend.queuePendingRequests.name}{$__tags})` },
  {
    name: 'KV blocks on the worker',
    query: `max (${frontend.workerActiveDecodeBlocks.name}{worker_id=~\`${workerOfSpan}\`})`,
  },
];

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
      tracesToMetrics: {
        datasourceUid: prometheus,
        spanStartTimeShift: '-10m',
        spanEndTimeShift: '10m',
        tags: [{ key: 'model', value: 'model' }],
        queries: metricsOfSpan,
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
