import type { JsonApi } from '../api/json-api.ts';
import { listIn, textIn } from '../api/read.ts';
import type { TimeSpan } from '../prometheus/backend.ts';

/** A variable query of Grafana's Tempo data source: the names of attributes, or the values of one. */
export interface TagQuery {
  /** 0 for names, 1 for values. */
  readonly type: 0 | 1;
  /** The attribute without its scope. */
  readonly label?: string;
}

/** Undefined where it is no such query. */
export function readTagQuery(query: unknown): TagQuery | undefined {
  const { type, label } = (typeof query === 'object' && query !== null ? query : {}) as {
    type?: unknown;
    label?: unknown;
  };
  if (type !== 0 && type !== 1) {
    return undefined;
  }
  return { type, ...(typeof label === 'string' ? { label } : {}) };
}

const LIMIT = '5000';

/**
 * What the variable offers, in Tempo's order. Grafana by itself sends no time range, for which Tempo answers with what is recent;
 * here it is sent where there is one, because a capture is never recent.
 * @throws Error when no scope has the attribute.
 */
export async function findTags({ type, label }: TagQuery, api: JsonApi, span: TimeSpan | undefined): Promise<string[]> {
  const range = { limit: LIMIT, ...(span === undefined ? {} : inSeconds(span)) };
  const scopes = listIn(await api.get('/api/v2/search/tags', new URLSearchParams(range)), 'scopes').map((scope) => ({
    name: textIn(scope, 'name'),
    tags: listIn(scope, 'tags').map(String),
  }));
  if (type === 0) {
    return [...new Set(scopes.flatMap(({ tags }) => tags))];
  }
  if (label === undefined || label === '') {
    return [];
  }
  const scope = scopes.find(({ tags }) => tags.includes(label))?.name;
  if (scope === undefined) {
    throw new Error(`No span in this time range has an attribute "${label}"`);
  }
  const tag = encodeURIComponent(scope === 'intrinsic' ? label : `${scope}.${label}`);
  const answer = await api.get(`/api/v2/search/tag/${tag}/values`, new URLSearchParams(range));
  return listIn(answer, 'tagValues')
    .map((value) => textIn(value, 'value'))
    .filter((value) => value !== '');
}

const inSeconds = ({ startMs, endMs }: TimeSpan): { start: string; end: string } => ({
  start: String(Math.floor(startMs / 1000)),
  end: String(Math.ceil(endMs / 1000)),
});
