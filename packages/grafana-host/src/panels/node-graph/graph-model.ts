import {
  formattedValueToString,
  getDisplayProcessor,
  type DataFrame,
  type Field,
  type GrafanaTheme2,
} from '@grafana/data';

export interface GraphEdge {
  readonly source: string;
  readonly target: string;
  /** What the edge says of itself, with units. */
  readonly stats: readonly string[];
}

export interface GraphNode {
  readonly name: string;
  /** 0 for what nobody calls, else one more than its farthest caller. */
  readonly column: number;
  /** Among the nodes of its column. */
  readonly row: number;
}

export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** Reads the edges of a frame with the columns `source` and `target`, and puts the nodes that they name into columns. */
export function readGraph(frames: readonly DataFrame[], theme: GrafanaTheme2): Graph {
  const frame = frames.find(({ fields }) => ['source', 'target'].every((name) => fields.some((f) => f.name === name)));
  if (frame === undefined) {
    return { nodes: [], edges: [] };
  }
  const column = (name: string): Field | undefined => frame.fields.find((field) => field.name === name);
  const stats = ['mainstat', 'secondarystat'].flatMap((name) => column(name) ?? []);
  const edges = Array.from({ length: frame.length }, (_, row) => ({
    source: String(column('source')?.values[row]),
    target: String(column('target')?.values[row]),
    stats: stats.flatMap((field) => shown(field, row, theme)),
  }));
  return { nodes: placed(edges), edges };
}

function shown(field: Field, row: number, theme: GrafanaTheme2): readonly string[] {
  const value: unknown = field.values[row];
  const display = field.display ?? getDisplayProcessor({ field, theme });
  return typeof value === 'number' && Number.isFinite(value) ? [formattedValueToString(display(value))] : [];
}

function placed(edges: readonly GraphEdge[]): readonly GraphNode[] {
  const names = [...new Set(edges.flatMap(({ source, target }) => [source, target]))];
  const columns = new Map(names.map((name) => [name, 0]));
  // Each round moves what is called behind its callers. A circle would go on for ever, so no longer than a path can be.
  for (let round = 1; round < names.length; round++) {
    for (const { source, target } of edges) {
      const behind = (columns.get(source) ?? 0) + 1;
      if (source !== target && behind < names.length && behind > (columns.get(target) ?? 0)) {
        columns.set(target, behind);
      }
    }
  }
  const used = [...new Set(columns.values())].sort((a, b) => a - b);
  return used.flatMap((original, column) =>
    names.filter((name) => columns.get(name) === original).map((name, row) => ({ name, column, row }))
  );
}
