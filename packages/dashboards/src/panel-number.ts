/**
 * The numeric id that Grafana and alert rules use for a panel or row. It depends on the slug alone (FNV-1a, folded to six
 * digits), so moving, adding or removing other panels never changes it. A test holds all slugs against collisions.
 */
export function panelNumber(slug: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(slug)) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  }
  return (hash % 999_999) + 1;
}
