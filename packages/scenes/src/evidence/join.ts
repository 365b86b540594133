import type { EvidenceRequest } from './evidence-request.ts';

/**
 * One entry a request, from what traces and logs found. They are the same request when the trace id is the same, or, where one side
 * has none, the request id. What a trace says stands before what a line says; a line fills in what the trace lacks.
 */
export function joinRequests(
  fromTraces: readonly EvidenceRequest[],
  fromLogs: readonly EvidenceRequest[]
): readonly EvidenceRequest[] {
  const joined: EvidenceRequest[] = [];
  const places = new Map<string, number>();
  for (const request of [...fromTraces, ...fromLogs]) {
    const keys = keysOf(request);
    const place = keys.map((key) => places.get(key)).find((found) => found !== undefined) ?? joined.length;
    const known = joined[place];
    joined[place] = known === undefined ? request : merged(known, request);
    keys.forEach((key) => places.set(key, place));
  }
  return joined;
}

/** One key a way to recognise a request. */
const keysOf = ({ traceId, requestId }: EvidenceRequest): readonly string[] => [
  ...(traceId === undefined ? [] : [`trace ${traceId}`]),
  ...(requestId === undefined ? [] : [`request ${requestId}`]),
];

const merged = (first: EvidenceRequest, second: EvidenceRequest): EvidenceRequest => ({
  ...second,
  ...first,
  outcome: first.outcome === 'unknown' ? second.outcome : first.outcome,
  sources: new Set([...first.sources, ...second.sources]),
});
