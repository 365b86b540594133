import { escapeRegex, logql, type LogExpr } from '@dynamo-observability/query';

import type { WantedRequests } from './request-traces.ts';

const { above, atLeast, below, contains, drop, is, json, logs, matches, present, where } = logql;

/**
 * LogQL for the "request completed" lines of the requests behind a value, in the form that serves both ways into Loki
 * (tempo-loki-facts.md 7). `json` keeps what structured metadata says where a line is no JSON. Thresholds on what lines sent over OTLP
 * lack leave those lines out.
 * @param streams which streams Dynamo's frontends write.
 */
export function completedLines(streams: Parameters<typeof logs>[0], wanted: WantedRequests): LogExpr {
  const { models, errorType } = wanted;
  const filters = [
    // "route request completed" holds the text too, and has no such key.
    present('elapsed_ms'),
    ...ofModels(models),
    ...(errorType === undefined ? [] : [is('error_type', errorType)]),
    ...bounds(wanted),
  ];
  return logs(
    streams,
    contains('request completed'),
    json(),
    ...filters.map(where),
    drop('__error__', '__error_details__')
  );
}

function ofModels(models: WantedRequests['models']) {
  if ('length' in models) {
    return models.length === 0 ? [] : [matches('model', models.map(escapeRegex).join('|'))];
  }
  return [is('model', models)];
}

function bounds(wanted: WantedRequests) {
  switch (wanted.signal) {
    case 'ttft':
    case 'queue':
      return ofKey('ttft_ms', wanted);
    case 'itl':
      return ofKey('avg_itl_ms', wanted);
    case 'duration':
      return ofKey('elapsed_ms', wanted);
    case 'errors':
      return wanted.errorType === undefined ? [is('status', 'error')] : [];
    case 'hit-rate':
    case 'kv':
    case 'gpu-power':
      return [];
  }
}

/** In milliseconds, as the key is. Without a bound the key must be there. */
const ofKey = (key: 'ttft_ms' | 'avg_itl_ms' | 'elapsed_ms', wanted: WantedRequests) => [
  wanted.atLeast === undefined ? above(key, 0) : atLeast(key, wanted.atLeast * 1000),
  ...(wanted.below === undefined ? [] : [below(key, wanted.below * 1000)]),
];
