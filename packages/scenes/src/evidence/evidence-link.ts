import type { Explain, Panel } from '@dynamo-observability/dashboards';
import { defaultTargetLabels, type TargetLabelNames } from '@dynamo-observability/signals';
import type { DataFrame, DataLink, DataLinkClickEvent } from '@grafana/data';

import { text } from '../language/translate.ts';
import type { Point } from './point.ts';

/**
 * The link on every value of a panel that leads to the requests behind it. It opens the drawer, not Explore, so it works for everyone
 * who may see the page.
 * @param shown what the panel shows when it is clicked.
 */
export const evidenceLink = (
  panel: Panel,
  explain: Explain,
  shown: () => readonly DataFrame[],
  open: (point: Point) => void
): DataLink => ({
  title: text('evidence.link'),
  url: '',
  onClick: (event: DataLinkClickEvent) => {
    // A stat would go to the home page otherwise (grafana-live-facts.md 5).
    (event.e as { preventDefault?: () => void } | undefined)?.preventDefault?.();
    // A pinned tooltip, which holds the link, would lie over the drawer; it goes when the page below it is pressed.
    document.body.dispatchEvent(new MouseEvent('mousedown', { bubbles: true }));
    open(pointAt(panel, explain, (template) => event.replaceVariables?.(template) ?? '', shown()));
  },
});

/** Reads what was clicked. A macro that the visualisation does not fill stays as text or becomes empty: then that part is absent. */
export function pointAt(
  panel: Panel,
  explain: Explain,
  fill: (template: string) => string,
  frames: readonly DataFrame[],
  names: TargetLabelNames = defaultTargetLabels
): Point {
  const timeMs = numberFrom(fill('${__value.time}'));
  const labels = Object.keys(explain.by).flatMap((role) => {
    const value = fill(`\${__field.labels.${labelName(role, names)}}`);
    return value === '' || value.startsWith('${') ? [] : [[role, value] as const];
  });
  const place = panel.kind === 'heatmap' ? cell(fill('${__field.labels.le}'), frames) : line(fill);
  return {
    panel: panel.id,
    ...(timeMs === undefined || timeMs === 0 ? {} : { timeMs: Math.round(timeMs) }),
    ...place,
    labels: Object.fromEntries(labels),
  };
}

const labelName = (role: string, names: TargetLabelNames): string =>
  new Map<string, string>(Object.entries(names)).get(role) ?? role;

const numberFrom = (written: string): number | undefined =>
  written.trim() === '' || !Number.isFinite(Number(written)) ? undefined : Number(written);

function line(fill: (template: string) => string): Pick<Point, 'value'> {
  const value = numberFrom(fill('${__value.raw}'));
  return value === undefined ? {} : { value };
}

/** A cell of a heatmap is a bucket; its label is the upper bound, the next lower one is its lower bound. */
function cell(upper: string, frames: readonly DataFrame[]): Pick<Point, 'above' | 'below'> {
  const below = upper === '+Inf' ? Infinity : numberFrom(upper);
  if (below === undefined) {
    return {};
  }
  const bounds = frames
    .flatMap(({ fields }) => fields.map((field) => numberFrom(field.labels?.['le'] ?? '')))
    .filter((bound) => bound !== undefined && bound < below);
  const above = bounds.length > 0 ? Math.max(...bounds.filter((bound) => bound !== undefined)) : undefined;
  return { ...(above === undefined ? {} : { above }), ...(below === Infinity ? {} : { below }) };
}
