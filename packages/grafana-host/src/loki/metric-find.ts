import type { JsonApi } from '../api/json-api.ts';
import { toNanoseconds } from '../api/nanoseconds.ts';
import { listIn } from '../api/read.ts';
import type { TimeSpan } from '../prometheus/backend.ts';

export type VariableQuery =
  | { readonly kind: 'label-names' }
  | { readonly kind: 'label-values'; readonly label: string; readonly stream?: string };

const labelNamesCall = /^label_names\(\)\s*$/;
const labelValuesCall = /^label_values\((?:(.+),\s*)?([a-zA-Z_$][a-zA-Z0-9_]*)\)\s*$/s;

/** Labels that Loki makes for itself. */
const hidden = new Set(['__aggregated_metric__', '__tenant_id__', '__stream_shard__']);

/**
 * Reads a variable query of Grafana's Loki data source: a text, or the object of its editor with `type` 0 for names and 1 for
 * values. Undefined where it asks for nothing.
 */
export function parseVariableQuery(query: unknown, interpolate: (text: string) => string): VariableQuery | undefined {
  if (typeof query === 'string') {
    return parseCall(interpolate(query));
  }
  const { type, label, stream } = (typeof query === 'object' ? query : {}) as {
    type?: unknown;
    label?: unknown;
    stream?: unknown;
  };
  if (type === 0) {
    return { kind: 'label-names' };
  }
  const name = interpolate(typeof label === 'string' ? label : '');
  return name === '' ? undefined : labelValues(name, interpolate(typeof stream === 'string' ? stream : ''));
}

function parseCall(text: string): VariableQuery | undefined {
  if (labelNamesCall.test(text)) {
    return { kind: 'label-names' };
  }
  const call = labelValuesCall.exec(text);
  return call?.[2] === undefined ? undefined : labelValues(call[2], call[1] ?? '');
}

// Loki refuses a selector without matchers.
const labelValues = (label: string, stream: string): VariableQuery => ({
  kind: 'label-values',
  label,
  ...(/^\s*(?:\{\s*\})?\s*$/.test(stream) ? {} : { stream }),
});

/** The values that the variable offers, sorted; those of the last hours, as Loki chooses them, where no time span is given. */
export async function findValues(query: VariableQuery, api: JsonApi, span: TimeSpan | undefined): Promise<string[]> {
  const params = new URLSearchParams(
    span === undefined ? {} : { start: toNanoseconds(span.startMs), end: toNanoseconds(span.endMs) }
  );
  if (query.kind === 'label-names') {
    const names = listIn(await api.get('/loki/api/v1/labels', params), 'data').map(String);
    return [...new Set(names)].filter((name) => !hidden.has(name)).sort();
  }
  if (query.stream !== undefined) {
    params.set('query', query.stream);
  }
  const body = await api.get(`/loki/api/v1/label/${encodeURIComponent(query.label)}/values`, params);
  return listIn(body, 'data').map(String).sort();
}
