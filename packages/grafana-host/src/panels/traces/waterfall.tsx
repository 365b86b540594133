import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2, useTheme2 } from '@grafana/ui';
import { Fragment, useMemo, type KeyboardEvent, type MouseEvent } from 'react';

import { durationText } from './duration-text.ts';
import { serviceColours } from './service-colours.ts';
import { SpanDetails } from './span-details.tsx';
import { columns, spanLineStyles } from './span-line-styles.ts';
import { SpanLine } from './span-line.tsx';
import { summaryOf, type SpanRow } from './span-tree.ts';
import { moveOf } from './tree-keys.ts';
import type { TreeState } from './tree-state.ts';

interface Props {
  readonly rows: readonly SpanRow[];
  readonly tree: TreeState;
}

/** The tree of spans, each with its bar on the time axis. One row takes the focus; the arrow keys move it. */
export function Waterfall({ rows, tree }: Props): JSX.Element {
  const styles = useStyles2(getStyles);
  const lineStyles = useStyles2(spanLineStyles);
  const theme = useTheme2();
  const trace = useMemo(() => summaryOf(rows), [rows]);
  const colours = useMemo(() => serviceColours(trace.services, theme), [trace, theme]);
  return (
    <div
      role="treegrid"
      tabIndex={-1}
      aria-label={t('grafana-host.traces.tree', 'Spans of the trace')}
      onClick={(event) => onClick(event, tree)}
      onKeyDown={(event) => onKey(event, tree)}
    >
      <Axis durationMs={trace.durationMs} />
      {tree.visible.map((row) => {
        const colour = colours.get(row.span.service) ?? theme.colors.text.secondary;
        const isDetailed = tree.detailed.has(row.key);
        return (
          <Fragment key={row.key}>
            <SpanLine
              {...{ row, trace, colour, isDetailed, styles: lineStyles }}
              isCollapsed={tree.collapsed.has(row.key)}
              isFocusable={tree.focused === row.key}
            />
            {isDetailed && (
              <div role="row" aria-level={row.depth + 2} className={styles.details}>
                <div role="gridcell" aria-colspan={2} style={{ borderLeft: `3px solid ${colour}` }}>
                  <SpanDetails span={row.span} traceStartMs={trace.startMs} />
                </div>
              </div>
            )}
          </Fragment>
        );
      })}
    </div>
  );
}

function rowAt(target: EventTarget, tree: TreeState): SpanRow | undefined {
  const row = target instanceof Element ? target.closest('[data-row]')?.getAttribute('data-row') : undefined;
  return tree.visible.find(({ key }) => String(key) === row);
}

function onClick({ target }: MouseEvent, tree: TreeState): void {
  const row = rowAt(target, tree);
  if (row !== undefined) {
    const isToggle = target instanceof Element && target.closest('[data-toggle]') !== null;
    const kind = !isToggle ? 'details' : tree.collapsed.has(row.key) ? 'expand' : 'collapse';
    tree.move({ kind, key: row.key });
  }
}

function onKey(event: KeyboardEvent<HTMLElement>, tree: TreeState): void {
  const isOnRow = event.target instanceof HTMLElement && event.target.dataset['row'] !== undefined;
  const row = isOnRow ? rowAt(event.target, tree) : undefined;
  const move = row === undefined ? undefined : moveOf(event.key, row, tree.visible, tree.collapsed);
  if (move !== undefined) {
    event.preventDefault();
    tree.move(move);
    event.currentTarget.querySelector<HTMLElement>(`[data-row="${move.key}"]`)?.focus();
  }
}

const shares = [0, 0.25, 0.5, 0.75, 1];

/** Stays in view while the rows scroll. */
function Axis({ durationMs }: { readonly durationMs: number }): JSX.Element {
  const styles = useStyles2(getStyles);
  return (
    <div role="row" className={styles.axis}>
      <div role="columnheader" className={styles.name}>
        {t('grafana-host.traces.name', 'Service and operation')}
      </div>
      <div role="columnheader" aria-label={t('grafana-host.traces.time', 'Time')} className={styles.ticks}>
        {shares.map((share) => (
          <span key={share} className={styles.tick} style={tickPlace(share)}>
            {durationText(durationMs * share)}
          </span>
        ))}
      </div>
    </div>
  );
}

/** The first label begins at its tick, the last one ends there, the others are in the middle. */
const tickPlace = (share: number): { left: string; transform: string } => ({
  left: `${share * 100}%`,
  transform: share === 0 ? 'none' : share === 1 ? 'translateX(-100%)' : 'translateX(-50%)',
});

type Part = 'axis' | 'name' | 'ticks' | 'tick' | 'details';

const getStyles = (theme: GrafanaTheme2): Record<Part, string> => ({
  axis: css({
    position: 'sticky',
    top: 0,
    zIndex: 1,
    display: 'grid',
    gridTemplateColumns: columns,
    alignItems: 'center',
    height: theme.spacing(3.5),
    background: theme.colors.background.secondary,
    borderBottom: `1px solid ${theme.colors.border.weak}`,
    color: theme.colors.text.secondary,
  }),
  name: css({ padding: theme.spacing(0, 1), overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }),
  ticks: css({ position: 'relative', height: '100%', margin: theme.spacing(0, 1), fontVariantNumeric: 'tabular-nums' }),
  tick: css({ position: 'absolute', top: theme.spacing(0.75), whiteSpace: 'nowrap' }),
  details: css({
    background: theme.colors.background.secondary,
    borderBottom: `1px solid ${theme.colors.border.weak}`,
  }),
});
