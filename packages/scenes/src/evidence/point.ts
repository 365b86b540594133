/** A point of a panel that someone asks about: it stands in the address, so it can be shared. */
export interface Point {
  /** The id of the panel. */
  readonly panel: string;
  /** Unix milliseconds; undefined where a panel shows one value for its whole range. */
  readonly timeMs?: number;
  /** In the unit of the panel; undefined for a cell of a heatmap, whose value is a count. */
  readonly value?: number;
  /** Bounds of a heatmap's cell, in the unit of its axis. */
  readonly above?: number;
  readonly below?: number;
  /** Labels of the series. */
  readonly labels: { readonly [name: string]: string };
}

const labelPrefix = 'l.';
const numbers = ['timeMs', 'value', 'above', 'below'] as const;

/** The text of a point for an address. */
export function printPoint(point: Point): string {
  const text = new URLSearchParams({ panel: point.panel });
  for (const name of numbers) {
    const number = point[name];
    if (number !== undefined) {
      text.set(name, String(number));
    }
  }
  for (const [name, value] of Object.entries(point.labels)) {
    text.set(labelPrefix + name, value);
  }
  return text.toString();
}

/** Reads a point from an address; undefined for a text that no point was printed to. What is no number counts as absent. */
export function readPoint(text: string): Point | undefined {
  const parameters = new URLSearchParams(text);
  const panel = parameters.get('panel');
  if (panel === null || panel === '') {
    return undefined;
  }
  const read = numbers.flatMap((name) => {
    const written = parameters.get(name);
    const number = written === null || written.trim() === '' ? Number.NaN : Number(written);
    return Number.isFinite(number) && !(name === 'timeMs' && Math.abs(number) > 8.64e15)
      ? [[name, number] as const]
      : [];
  });
  const labels = [...parameters].flatMap(([name, value]) =>
    name.startsWith(labelPrefix) ? [[name.slice(labelPrefix.length), value] as const] : []
  );
  return { panel, ...Object.fromEntries(read), labels: Object.fromEntries(labels) };
}
