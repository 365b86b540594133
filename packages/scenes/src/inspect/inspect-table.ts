import type { FieldConfigSource } from '@grafana/data';
import { VizPanel } from '@grafana/scenes';

/** Grafana's table panel for the data of another panel, with the units of that one and filters on its columns. */
export function inspectTable({ defaults, overrides }: FieldConfigSource): VizPanel {
  const { unit, decimals, mappings } = defaults;
  return new VizPanel({
    pluginId: 'table',
    title: '',
    hoverHeader: true,
    displayMode: 'transparent',
    options: { showHeader: true, cellHeight: 'sm' },
    fieldConfig: {
      defaults: { unit, decimals, mappings, noValue: '–', custom: { filterable: true } },
      overrides: overrides.map((override) => ({
        ...override,
        // What the other kind of panel calls its own means nothing to a table.
        properties: override.properties.filter(({ id }) => !id.startsWith('custom.') && id !== 'links'),
      })),
    },
  });
}
