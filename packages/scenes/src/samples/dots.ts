import type { EvidenceSignal } from '@dynamo-observability/dashboards';
import { DataTopic, FieldType, toDataFrame, type DataFrame, type FieldConfig } from '@grafana/data';

import type { EvidenceRequest } from '../evidence/evidence-request.ts';
import type { Moment } from '../evidence/moment.ts';
import { text } from '../language/translate.ts';
import { requestLink } from './exemplar-links.ts';

/** A request where it stands in a chart: Unix milliseconds and seconds. */
interface Dot {
  readonly timeMs: number;
  readonly seconds: number;
  readonly traceId: string;
  readonly request: EvidenceRequest;
}

const at = (timeMs: number | undefined, valueMs: number | undefined) =>
  timeMs === undefined || valueMs === undefined ? undefined : { timeMs, seconds: valueMs / 1000 };

/** When Dynamo counts a request, with what: TTFT at the first token, the rest at its end. */
function placeOf(signal: EvidenceSignal, { startMs, ttftMs, itlMs, durationMs }: EvidenceRequest) {
  const endMs = durationMs === undefined ? undefined : startMs + durationMs;
  switch (signal) {
    case 'ttft':
      return at(ttftMs === undefined ? undefined : startMs + ttftMs, ttftMs);
    case 'itl':
      return at(endMs, itlMs);
    case 'duration':
      return at(endMs, durationMs);
    case 'queue':
    case 'hit-rate':
    case 'kv':
    case 'gpu-power':
    case 'errors':
      return undefined;
  }
}

/** Dots in the order of time; none for a request without an id, that leads nowhere, without the value, or outside the range. */
function dotsOf(signal: EvidenceSignal, requests: readonly EvidenceRequest[], { fromMs, toMs }: Moment): Dot[] {
  return requests
    .flatMap((request): Dot[] => {
      const place = placeOf(signal, request);
      const { traceId } = request;
      return place === undefined || traceId === undefined ? [] : [{ ...place, traceId, request }];
    })
    .filter(({ timeMs }) => timeMs >= fromMs && timeMs <= toMs)
    .sort((a, b) => a.timeMs - b.timeMs);
}

/** Upper bounds of the buckets of a heatmap, as they are written, from the lowest. */
function boundsIn(frames: readonly DataFrame[]): readonly string[] {
  const bounds = frames
    .flatMap(({ fields }) => fields.map(({ labels }) => labels?.['le']))
    .filter((le) => le !== undefined);
  return [...new Set(bounds)].sort(
    (a, b) => Number(a.replace('+Inf', 'Infinity')) - Number(b.replace('+Inf', 'Infinity'))
  );
}

const bucketOf = (seconds: number, bounds: readonly string[]): string =>
  bounds.find((le) => Number(le) >= seconds) ?? '+Inf';

/**
 * Requests as a frame of exemplars, which charts draw as marks; undefined where there are none. Time and value are taken by their
 * place. A heatmap needs `le`, the bucket of each, and fails without it (grafana-live-facts.md 6).
 * @param frames what the chart draws.
 */
export function dotFrame(
  signal: EvidenceSignal,
  requests: readonly EvidenceRequest[],
  range: Moment,
  frames: readonly DataFrame[],
  requestHref: (traceId: string) => string
): DataFrame | undefined {
  const dots = dotsOf(signal, requests, range);
  if (dots.length === 0) {
    return undefined;
  }
  const bounds = boundsIn(frames);
  const column = (name: string, of: (dot: Dot) => string, config: FieldConfig = {}) => ({
    name,
    type: FieldType.string,
    values: dots.map(of),
    config,
  });
  const source = { traces: text('samples.from-traces'), logs: text('samples.from-logs') };
  return toDataFrame({
    name: 'exemplar',
    refId: 'samples',
    meta: { dataTopic: DataTopic.Annotations, custom: { resultType: 'exemplar' } },
    fields: [
      { name: 'Time', type: FieldType.time, values: dots.map(({ timeMs }) => timeMs) },
      { name: 'Value', type: FieldType.number, values: dots.map(({ seconds }) => seconds), config: { unit: 's' } },
      column('source', ({ request: { sources } }) => source[sources.has('traces') ? 'traces' : 'logs'], {
        displayName: text('samples.source'),
      }),
      // Not "model": a field named like a label of the series would hide marks together with their series.
      column('of_model', ({ request }) => request.model ?? '', { displayName: text('samples.model') }),
      column('trace_id', ({ traceId }) => traceId, {
        displayName: text('samples.request'),
        links: [requestLink(requestHref)],
      }),
      ...(bounds.length === 0 ? [] : [column('le', ({ seconds }) => bucketOf(seconds, bounds))]),
    ],
  });
}
