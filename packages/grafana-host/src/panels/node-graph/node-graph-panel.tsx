import { css } from '@emotion/css';
import type { GrafanaTheme2, PanelProps } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import { useId, useMemo } from 'react';

import { NoData } from '../no-data.tsx';
import { readGraph, type Graph, type GraphEdge, type GraphNode } from './graph-model.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

const radius = 22;

/** Stands in for core's node graph panel: services from left to right as they call one another, without its dragging and zooming. */
export function NodeGraphPanel({ data, fieldConfig, width, height, title }: PanelProps): JSX.Element {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const arrow = useId();
  const graph = useMemo(() => readGraph(data.series, theme), [data.series, theme]);
  if (graph.edges.length === 0) {
    return <NoData data={data} fieldConfig={fieldConfig} />;
  }
  const places = placesOf(graph, width, height);
  return (
    <svg role="img" aria-label={`${title}: ${graph.edges.map(sentence).join('; ')}`} width={width} height={height}>
      <marker id={arrow} viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">
        <path d="M0 0 8 4 0 8Z" className={styles.arrow} />
      </marker>
      {graph.edges.map((edge) => (
        <Edge key={sentence(edge)} edge={edge} places={places} arrow={arrow} />
      ))}
      {graph.nodes.map((node) => (
        <Node key={node.name} node={node} places={places} />
      ))}
    </svg>
  );
}

const sentence = ({ source, target, stats }: GraphEdge): string => `${source} → ${target} ${stats.join(', ')}`;

type Places = ReadonlyMap<string, Point>;

function placesOf({ nodes }: Graph, width: number, height: number): Places {
  const columns = Math.max(...nodes.map(({ column }) => column)) + 1;
  return new Map(
    nodes.map(({ name, column, row }) => {
      const rows = nodes.filter((other) => other.column === column).length;
      return [name, { x: ((column + 0.5) * width) / columns, y: ((row + 0.5) * height) / rows }];
    })
  );
}

function Edge({ edge, places, arrow }: { edge: GraphEdge; places: Places; arrow: string }): JSX.Element | null {
  const styles = useStyles2(getStyles);
  const [from, to] = [places.get(edge.source), places.get(edge.target)];
  if (from === undefined || to === undefined || from === to) {
    return null;
  }
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const [ux, uy] = [dx / Math.hypot(dx, dy), dy / Math.hypot(dx, dy)];
  return (
    <>
      <line
        className={styles.line}
        x1={from.x + ux * radius}
        y1={from.y + uy * radius}
        x2={to.x - ux * radius}
        y2={to.y - uy * radius}
        markerEnd={`url(#${arrow})`}
      />
      <text className={styles.stat} x={from.x + dx / 2} y={from.y + dy / 2 - 8}>
        {edge.stats.join(' · ')}
      </text>
    </>
  );
}

function Node({ node, places }: { node: GraphNode; places: Places }): JSX.Element {
  const styles = useStyles2(getStyles);
  const { x, y } = places.get(node.name) ?? { x: 0, y: 0 };
  return (
    <>
      <circle className={styles.node} cx={x} cy={y} r={radius} />
      <text className={styles.name} x={x} y={y - radius - 8}>
        {node.name}
      </text>
    </>
  );
}

type Part = 'node' | 'name' | 'line' | 'arrow' | 'stat';

const getStyles = (theme: GrafanaTheme2): Record<Part, string> => {
  // A rim in the colour of the ground, so that lines do not run through words.
  const rim = { paintOrder: 'stroke', stroke: theme.colors.background.primary, strokeWidth: 4 } as const;
  const text = { textAnchor: 'middle', fontSize: theme.typography.bodySmall.fontSize, ...rim } as const;
  return {
    node: css({
      fill: theme.colors.background.secondary,
      stroke: theme.visualization.getColorByName('blue'),
      strokeWidth: 3,
    }),
    name: css({ ...text, fill: theme.colors.text.primary }),
    line: css({ stroke: theme.colors.text.secondary, strokeWidth: 1.5 }),
    arrow: css({ fill: theme.colors.text.secondary }),
    stat: css({ ...text, fill: theme.colors.text.primary }),
  };
};
