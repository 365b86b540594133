/** One id for each line: its time and a checksum of text and labels; equal lines are numbered. As Grafana's Loki makes them. */
export function lineIds(
  lines: ReadonlyArray<{
    readonly timeNs: string;
    readonly line: string;
    readonly labels: Readonly<Record<string, string>>;
  }>
): string[] {
  const seen = new Map<string, number>();
  return lines.map(({ timeNs, line, labels }) => {
    const id = `${timeNs}_${fnv1(`${line}_${goJson(labels)}`).toString(16)}`;
    const count = seen.get(id) ?? 0;
    seen.set(id, count + 1);
    return count === 0 ? id : `${id}_${count}`;
  });
}

/** FNV-1 of 32 bits over UTF-8. */
function fnv1(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) {
    hash = (Math.imul(hash, 0x01000193) ^ byte) >>> 0;
  }
  return hash;
}

/** Go's encoder also escapes what HTML or JavaScript could trip over. */
const goJson = (labels: Readonly<Record<string, string>>): string =>
  JSON.stringify(labels).replace(/[<>&\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
