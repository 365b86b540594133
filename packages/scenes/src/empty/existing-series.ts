import type { DataFrame } from '@grafana/data';

/** Names of the series in an answer, each once. */
export const existingSeries = (frames: readonly DataFrame[]): ReadonlySet<string> =>
  new Set(frames.flatMap((frame) => frame.fields.flatMap(({ labels }) => labels?.['__name__'] ?? [])));
