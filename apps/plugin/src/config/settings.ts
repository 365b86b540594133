/** What an administrator may choose, by the signal that it is for. */
export const signals = ['prometheus', 'loki', 'tempo'] as const;
export type Signal = (typeof signals)[number];

/** The plugin's settings as Grafana keeps them (`jsonData`): uids of data sources. */
export type Settings = { readonly [S in Signal]?: string };

/** Reads settings from what Grafana has kept, provisioned by hand perhaps: what is not a uid counts as not chosen. */
export function readSettings(kept: unknown): Settings {
  const entries = Object.entries(Object(kept) as Record<string, unknown>);
  const isChoice = (entry: [string, unknown]): entry is [Signal, string] =>
    signals.some((signal) => signal === entry[0]) && typeof entry[1] === 'string' && entry[1] !== '';
  return Object.fromEntries(entries.filter(isChoice));
}
