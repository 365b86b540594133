import { compareText } from '../../labels/label-set.ts';
import { ParseError, UnsupportedError } from '../../promql/parse/errors.ts';
import { sortedDistinct } from '../../series/series-index.ts';
import { nestedCount, nestedReaderOf, nestedScopeOf, readerOf } from '../../traceql/evaluate/field.ts';
import type { Field } from '../../traceql/parse/ast.ts';
import { parseTagName } from '../../traceql/parse/parse.ts';
import { printValue } from '../../traceql/print.ts';
import type { Value } from '../../traceql/value.ts';
import type { Traces } from '../../traces/trace-store.ts';
import type { Span } from '../../traces/trace.ts';
import type { ApiRequest } from '../api.ts';
import { BadRequest } from './bad-request.ts';
import type { ProtoJson } from './proto-json.ts';
import { message } from './proto-json.ts';
import { spansBehind } from './spans-behind.ts';

interface TagValue {
  readonly type: string;
  readonly value: string;
}

const STATUSES = ['ok', 'error', 'unset'];
const KINDS = ['client', 'server', 'producer', 'consumer', 'internal', 'unspecified'];
/** Without end, so Tempo offers none of them. */
const NOT_OFFERED: ReadonlySet<string> = new Set([
  'duration',
  'traceDuration',
  'trace:id',
  'span:id',
  'span:parentID',
  'link:traceID',
  'link:spanID',
  'event:timeSinceStart',
]);

/** `/api/v2/search/tag/<name>/values`, of a name as TraceQL writes it: `span.model`, `event:name`. Throws BadRequest. */
export function tagValuesV2(store: Traces, name: string, request: ApiRequest): ProtoJson {
  const field = parseName(name);
  const tagValues = keywords(field) ?? distinct(values(spansBehind(store, request), field).map(tagValue));
  return { tagValues: tagValues.map((each) => message({ ...each })), metrics: {} };
}

/** `/api/search/tag/<name>/values`, of a bare key such as `service.name`. Throws BadRequest. */
export function tagValuesV1(store: Traces, name: string, request: ApiRequest): ProtoJson {
  if (name === 'status.code') {
    return { tagValues: STATUSES, metrics: {} };
  }
  const field = name === 'name' ? parseName(name) : unscoped(name);
  const texts = values(spansBehind(store, request), field).map(printValue);
  return { tagValues: sortedDistinct(texts), metrics: {} };
}

function unscoped(name: string): Field {
  return { kind: 'attribute', scope: 'any', name, from: 0, to: name.length };
}

function parseName(name: string): Field {
  try {
    return parseTagName(name);
  } catch (error) {
    if (error instanceof ParseError || error instanceof UnsupportedError) {
      throw new BadRequest(`failed to parse identifier ${name}: ${error.message}`);
    }
    throw error;
  }
}

function keywords(field: Field): TagValue[] | undefined {
  if (field.kind === 'attribute') {
    return undefined;
  }
  switch (field.name) {
    case 'status':
      return STATUSES.map(keyword);
    case 'kind':
      return KINDS.map(keyword);
    default:
      return NOT_OFFERED.has(field.name) ? [] : undefined;
  }
}

function keyword(value: string): TagValue {
  return { type: 'keyword', value };
}

/** Of every event and link, not of one of them as in a filter; elements of lists each on their own. */
function values(spans: readonly Span[], field: Field): Value[] {
  return spans
    .flatMap(valuesReader(field))
    .flatMap((value): readonly Value[] => (value.type === 'list' ? value.value : [value]))
    .filter(({ type }) => type !== 'nil');
}

function valuesReader(field: Field): (span: Span) => readonly Value[] {
  const scope = nestedScopeOf(field);
  if (scope === undefined) {
    const read = readerOf(field);
    return (span) => [read(span)];
  }
  const read = nestedReaderOf(field, scope);
  return (span) => Array.from({ length: nestedCount(scope, span) }, (_, at) => read(span, at));
}

function tagValue(value: Value): TagValue {
  return { type: value.type, value: printValue(value) };
}

function distinct(all: readonly TagValue[]): TagValue[] {
  const byKey = new Map(all.map((each) => [`${each.type}:${each.value}`, each]));
  return [...byKey.values()].sort((a, b) => compareText(a.value, b.value) || compareText(a.type, b.type));
}
