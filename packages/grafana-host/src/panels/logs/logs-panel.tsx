import { css } from '@emotion/css';
import type { GrafanaTheme2, PanelProps } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { Fragment, useMemo, useState, type KeyboardEvent, type MouseEvent } from 'react';

import { NoData } from '../no-data.tsx';
import { LineDetails } from './line-details.tsx';
import { logLineStyles } from './log-line-styles.ts';
import { LogLineRow } from './log-line.tsx';
import { logLines, varyingLabels, type LogLine } from './log-lines.ts';
import type { LogsOptions } from './logs-options.ts';

/** Stands in for core's logs panel: one row a line, with all that is known of it below when it is opened. */
export function LogsPanel({ data, fieldConfig, options, timeZone }: PanelProps<LogsOptions>): JSX.Element {
  const styles = useStyles2(getStyles);
  const lineStyles = useStyles2(logLineStyles);
  const lines = useMemo(() => logLines(data.series, options.sortOrder), [data.series, options.sortOrder]);
  const varying = useMemo(() => (options.showLabels ? varyingLabels(lines) : undefined), [lines, options.showLabels]);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [focused, setFocused] = useState<string>();
  if (lines.length === 0) {
    return <NoData data={data} fieldConfig={fieldConfig} />;
  }
  const toggle = (id: string): void => {
    setFocused(id);
    setOpened((ids) => (ids.has(id) ? new Set([...ids].filter((each) => each !== id)) : new Set([...ids, id])));
  };
  const focusable = lines.some(({ id }) => id === focused) ? focused : lines[0]?.id;
  return (
    <div
      role="treegrid"
      tabIndex={-1}
      aria-label={t('grafana-host.logs.lines', 'Log lines')}
      className={styles}
      onClick={(event) => onClick(event, lines, options, toggle)}
      onKeyDown={(event) => onKey(event, lines, options, toggle, setFocused)}
    >
      {lines.map((line) => {
        const isOpen = opened.has(line.id);
        return (
          <Fragment key={line.id}>
            <LogLineRow
              {...{ line, options, timeZone, varying, isOpen, styles: lineStyles }}
              isFocusable={line.id === focusable}
            />
            {isOpen && <LineDetails line={line} styles={lineStyles} />}
          </Fragment>
        );
      })}
    </div>
  );
}

function lineAt(target: EventTarget, lines: readonly LogLine[]): LogLine | undefined {
  const id = target instanceof Element ? target.closest('[data-line]')?.getAttribute('data-line') : undefined;
  return lines.find((line) => line.id === id);
}

function onClick(
  { target }: MouseEvent,
  lines: readonly LogLine[],
  options: LogsOptions,
  toggle: (id: string) => void
) {
  const line = lineAt(target, lines);
  // Who marks text to copy it does not want the line to open.
  const isMarking = window.getSelection()?.isCollapsed === false;
  if (line !== undefined && options.enableLogDetails && !isMarking) {
    toggle(line.id);
  }
}

function onKey(
  event: KeyboardEvent<HTMLElement>,
  lines: readonly LogLine[],
  { enableLogDetails }: LogsOptions,
  toggle: (id: string) => void,
  focus: (id: string) => void
): void {
  const isOnRow = event.target instanceof HTMLElement && event.target.dataset['line'] !== undefined;
  const line = isOnRow ? lineAt(event.target, lines) : undefined;
  if (line === undefined) {
    return;
  }
  const at = lines.indexOf(line);
  const targets: Readonly<Partial<Record<string, number>>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    Home: 0,
    End: lines.length - 1,
  };
  const next = lines[targets[event.key] ?? -1];
  if (next !== undefined) {
    focus(next.id);
    const rows = event.currentTarget.querySelectorAll<HTMLElement>('[data-line]');
    rows[lines.indexOf(next)]?.focus();
  } else if (enableLogDetails && (event.key === 'Enter' || event.key === ' ')) {
    toggle(line.id);
  } else {
    return;
  }
  event.preventDefault();
}

const getStyles = (theme: GrafanaTheme2): string =>
  css({
    height: '100%',
    overflow: 'auto',
    fontFamily: theme.typography.fontFamilyMonospace,
    fontSize: theme.typography.bodySmall.fontSize,
  });
