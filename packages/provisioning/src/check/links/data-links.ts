import type { ExportedPanel } from '../../dashboard/exported.ts';

interface WithUrl {
  readonly title: string;
  readonly url: string;
}

const isLink = (value: unknown): value is WithUrl =>
  typeof value === 'object' && value !== null && 'title' in value && 'url' in value && typeof value.url === 'string';

/** Every link on a value of a panel: of all values, and of single columns. */
export function dataLinksOf({ fieldConfig }: ExportedPanel): readonly WithUrl[] {
  const ofColumns = fieldConfig.overrides.flatMap(({ properties }) =>
    properties.flatMap(({ id, value }): unknown[] => (id === 'links' && Array.isArray(value) ? value : []))
  );
  const all: readonly unknown[] = [...(fieldConfig.defaults.links ?? []), ...ofColumns];
  return all.filter(isLink);
}
