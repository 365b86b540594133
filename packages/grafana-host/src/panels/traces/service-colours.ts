import type { GrafanaTheme2 } from '@grafana/data';

/** A colour for each service of a trace, in the order of the classic palette. */
export function serviceColours(
  services: readonly string[],
  { visualization }: GrafanaTheme2
): ReadonlyMap<string, string> {
  const { palette } = visualization;
  return new Map(
    services.map((service, i) => [service, visualization.getColorByName(palette[i % palette.length] ?? 'blue')])
  );
}
