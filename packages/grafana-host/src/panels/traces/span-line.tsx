import { cx } from '@emotion/css';
import { t } from '@grafana/i18n';
import { Icon } from '@grafana/ui';
import { memo } from 'react';

import { durationText } from './duration-text.ts';
import type { SpanLineStyles } from './span-line-styles.ts';
import type { SpanRow, TraceSummary } from './span-tree.ts';

interface Props {
  readonly row: SpanRow;
  readonly isCollapsed: boolean;
  readonly isDetailed: boolean;
  /** Whether Tab comes to this row; one of all has it. */
  readonly isFocusable: boolean;
  readonly trace: TraceSummary;
  readonly colour: string;
  /** The same for all rows: a trace may have a thousand. */
  readonly styles: SpanLineStyles;
}

const INDENT_PX = 14;
/** Deeper rows are not indented further: their names would have no room. */
const MAX_INDENTS = 14;

/** One span: its name at its depth, and its bar. What is done to it is the tree's business, which finds it by `data-row`. */
export const SpanLine = memo(function SpanLine(props: Props): JSX.Element {
  const { row, isCollapsed, isDetailed, isFocusable, trace, colour, styles } = props;
  const { key, span, depth } = row;
  const name = span.service === '' ? span.name : `${span.service} ${span.name}`;
  return (
    <div
      role="row"
      data-row={key}
      tabIndex={isFocusable ? 0 : -1}
      aria-level={depth + 1}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      {...(row.children > 0 ? { 'aria-expanded': !isCollapsed } : {})}
      className={cx(styles.row, isDetailed && styles.open)}
    >
      <div
        role="gridcell"
        className={styles.name}
        title={name}
        style={{ paddingLeft: Math.min(depth, MAX_INDENTS) * INDENT_PX }}
      >
        {row.children > 0 ? <Toggle isCollapsed={isCollapsed} styles={styles} /> : <span className={styles.toggle} />}
        <span className={styles.service} style={{ borderLeftColor: colour }}>
          {span.service}
        </span>
        {span.failed && <ErrorMark styles={styles} />}
        <span className={styles.operation}>{span.name}</span>
      </div>
      <div role="gridcell" className={styles.time}>
        <Bar row={row} trace={trace} colour={colour} styles={styles} />
      </div>
    </div>
  );
});

function ErrorMark({ styles }: Pick<Props, 'styles'>): JSX.Element {
  const name = t('grafana-host.traces.error', 'Error');
  return (
    <span role="img" aria-label={name} title={name} className={styles.error}>
      <Icon name="exclamation-circle" />
    </span>
  );
}

/** For the mouse; the keyboard has the arrow keys of the row. */
function Toggle({ isCollapsed, styles }: Pick<Props, 'isCollapsed' | 'styles'>): JSX.Element {
  const name = isCollapsed
    ? t('grafana-host.traces.expand', 'Show children')
    : t('grafana-host.traces.collapse', 'Hide children');
  return (
    <button type="button" tabIndex={-1} className={styles.toggle} aria-label={name} data-toggle>
      {/* Grafana's icons are fetched one by one, too slow for a thousand. */}
      <svg viewBox="0 0 16 16" width={12} className={cx(!isCollapsed && styles.turned)} aria-hidden>
        <path d="M6 3l5 5-5 5" fill="none" stroke="currentColor" strokeWidth={2} />
      </svg>
    </button>
  );
}

function Bar({
  row: { span },
  trace,
  colour,
  styles,
}: Pick<Props, 'row' | 'trace' | 'colour' | 'styles'>): JSX.Element {
  const share = (ms: number): number => (ms / trace.durationMs) * 100;
  const start = share(span.startMs - trace.startMs);
  const width = share(span.durationMs);
  return (
    <div className={styles.track}>
      <div className={styles.bar} style={{ left: `${start}%`, width: `${width}%`, background: colour }} />
      {span.events.map(({ timeMs }, i) => (
        <span key={i} className={styles.event} style={{ left: `${share(timeMs - trace.startMs)}%` }} />
      ))}
      <span className={cx(styles.duration, isFull(start, width) && styles.onBar)} style={labelPlace(start, width)}>
        {durationText(span.durationMs)}
      </span>
    </div>
  );
}

/** In percent of the track: less than this beside a bar has no room for its duration. */
const LABEL_ROOM = 15;

const isFull = (start: number, width: number): boolean => start + width > 100 - LABEL_ROOM && start < LABEL_ROOM;

/** Behind the bar where there is room, else before it, else on its end. */
function labelPlace(start: number, width: number): { left: string } | { right: string } {
  const end = start + width;
  if (end <= 100 - LABEL_ROOM) {
    return { left: `calc(${end}% + 6px)` };
  }
  return { right: `calc(${isFull(start, width) ? Math.max(0, 100 - end) : 100 - start}% + 6px)` };
}
