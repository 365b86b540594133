import type { Span, Trace } from '../../traces/trace.ts';
import { BadRequest } from './bad-request.ts';
import { durationMs } from './times.ts';

export type Tags = ReadonlyMap<string, string>;

const LOGFMT = /([^\s="]+)(?:=(?:"((?:[^"\\]|\\.)*)"|([^\s"]*)))?/g;

/** The parameter `tags` in logfmt: `service.name=frontend http.status_code="500"`. Throws BadRequest. */
export function parseTags(params: URLSearchParams): Tags {
  const tags = new Map<string, string>();
  const text = params.get('tags') ?? '';
  if (text.replaceAll(LOGFMT, '').trim() !== '') {
    throw new BadRequest(`invalid tags: cannot read ${JSON.stringify(text)} as logfmt`);
  }
  for (const [, key = '', quoted, plain = ''] of text.matchAll(LOGFMT)) {
    if (tags.has(key)) {
      throw new BadRequest(`invalid tags: tag ${key} has been set twice`);
    }
    tags.set(key, quoted === undefined ? plain : quoted.replace(/\\(.)/g, '$1'));
  }
  return tags;
}

/** The search that is older than TraceQL: every tag on some span of the trace, and the duration of the whole trace. */
export function searchByTags(traces: readonly Trace[], tags: Tags, params: URLSearchParams): Trace[] {
  const [min, max] = [durationMs(params, 'minDuration') ?? 0, durationMs(params, 'maxDuration') ?? Infinity];
  if (min > max) {
    throw new BadRequest('invalid maxDuration: must be greater than minDuration');
  }
  return traces.filter((trace) => {
    const ms = trace.durationNs / 1e6;
    return ms >= min && ms <= max && [...tags].every(([key, value]) => hasTag(trace, key, value));
  });
}

/** Names, services and roots match by part of their text, attributes by the whole. */
function hasTag(trace: Trace, key: string, value: string): boolean {
  switch (key) {
    case 'root.name':
      return trace.root?.name.includes(value) ?? false;
    case 'root.service.name':
      return trace.root?.resource.serviceName.includes(value) ?? false;
    default:
      return trace.spans.some((span) => spanHasTag(span, key, value));
  }
}

function spanHasTag(span: Span, key: string, value: string): boolean {
  switch (key) {
    case 'name':
      return span.name.includes(value);
    case 'service.name':
      return span.resource.serviceName.includes(value);
    case 'status.code':
      return span.status === value;
    case 'error':
      return (span.status === 'error') === (value === 'true');
    default: {
      const found = span.attributes.get(key) ?? span.resource.attributes.get(key);
      return found?.type === 'string' && found.value === value;
    }
  }
}
