/**
 * A trace id as logs write it: 32 lower-case hex digits. Tempo's search results and exemplars drop leading zeros, and the
 * shortened id finds no log line (tempo-loki-facts.md 1.3).
 * @throws {Error} for anything but 1 to 32 hex digits.
 */
export function traceIdInLogs(traceId: string): string {
  if (!/^[0-9a-fA-F]{1,32}$/.test(traceId)) {
    throw new Error(`The trace id ${JSON.stringify(traceId)} is not one: give up to 32 hex digits.`);
  }
  return traceId.toLowerCase().padStart(32, '0');
}
