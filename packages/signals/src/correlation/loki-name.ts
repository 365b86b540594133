/** A log key as Loki names it, after `| json` and in structured metadata: `request.outcome` is `request_outcome` there. */
export function lokiName(key: string): string {
  return key.replaceAll(/[^a-zA-Z0-9_]/gu, '_');
}
