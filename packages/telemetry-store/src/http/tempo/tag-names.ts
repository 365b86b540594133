import { sortedDistinct } from '../../series/series-index.ts';
import type { AttributeScope } from '../../traceql/parse/ast.ts';
import { ATTRIBUTE_SCOPES } from '../../traceql/parse/ast.ts';
import type { Attributes } from '../../traces/attribute-value.ts';
import type { Traces } from '../../traces/trace-store.ts';
import type { Span } from '../../traces/trace.ts';
import type { ApiRequest } from '../api.ts';
import { BadRequest } from './bad-request.ts';
import type { ProtoJson } from './proto-json.ts';
import { spansBehind } from './spans-behind.ts';

/** What Tempo offers for completion; more can be queried. */
const INTRINSICS = [
  'duration',
  'event:name',
  'event:timeSinceStart',
  'instrumentation:name',
  'instrumentation:version',
  'kind',
  'link:spanID',
  'link:traceID',
  'name',
  'rootName',
  'rootServiceName',
  'span:duration',
  'span:id',
  'span:kind',
  'span:name',
  'span:parentID',
  'span:status',
  'span:statusMessage',
  'status',
  'statusMessage',
  'trace:duration',
  'trace:id',
  'trace:rootName',
  'trace:rootService',
  'traceDuration',
] as const;

/** `/api/v2/search/tags`: the keys of attributes by scope. Throws BadRequest. */
export function tagNamesV2(store: Traces, request: ApiRequest): ProtoJson {
  const wanted = scopeOf(request.params);
  const spans = spansBehind(store, request);
  const scopes = ATTRIBUTE_SCOPES.filter((scope) => wanted === 'none' || wanted === scope)
    .map((scope): { name: string; tags: readonly string[] } => ({ name: scope, tags: keys(spans, scope) }))
    .filter(({ tags }) => tags.length > 0);
  if (wanted === 'none' || wanted === 'intrinsic') {
    scopes.push({ name: 'intrinsic', tags: INTRINSICS });
  }
  return { scopes, metrics: {} };
}

/** `/api/search/tags`: the keys of attributes of spans and resources together. Throws BadRequest. */
export function tagNamesV1(store: Traces, request: ApiRequest): ProtoJson {
  const wanted = scopeOf(request.params);
  if (wanted === 'intrinsic') {
    return { tagNames: INTRINSICS, metrics: {} };
  }
  const spans = spansBehind(store, request);
  const scopes: readonly AttributeScope[] = wanted === 'none' ? ['span', 'resource'] : [wanted];
  return { tagNames: sortedDistinct(scopes.flatMap((scope) => keys(spans, scope))), metrics: {} };
}

function scopeOf(params: URLSearchParams): AttributeScope | 'none' | 'intrinsic' {
  const text = params.get('scope') || 'none';
  const scope = ([...ATTRIBUTE_SCOPES, 'none', 'intrinsic'] as const).find((each) => each === text);
  if (scope === undefined) {
    throw new BadRequest(`invalid scope: ${text}`);
  }
  return scope;
}

function keys(spans: readonly Span[], scope: AttributeScope): string[] {
  const found = new Set<string>();
  for (const span of spans) {
    for (const attributes of attributesOf(span, scope)) {
      for (const key of attributes.keys()) {
        found.add(key);
      }
    }
  }
  return sortedDistinct(found);
}

function attributesOf(span: Span, scope: AttributeScope): readonly Attributes[] {
  switch (scope) {
    case 'span':
      return [span.attributes];
    case 'resource':
      return [span.resource.attributes];
    case 'instrumentation':
      return [span.scope.attributes];
    case 'event':
      return span.events.map(({ attributes }) => attributes);
    case 'link':
      return span.links.map(({ attributes }) => attributes);
  }
}
