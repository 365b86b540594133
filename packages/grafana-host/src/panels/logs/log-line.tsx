import { cx } from '@emotion/css';
import { dateTimeFormat, LogLevel } from '@grafana/data';
import { useTheme2 } from '@grafana/ui';
import { memo, type ReactNode } from 'react';

import { highlighter, piecesOf } from './highlight.ts';
import { indentJson } from './indent-json.ts';
import { levelColour } from './log-level.ts';
import type { LogLineStyles } from './log-line-styles.ts';
import type { LogLine } from './log-lines.ts';
import type { LogsOptions } from './logs-options.ts';

interface Props {
  readonly line: LogLine;
  readonly options: LogsOptions;
  readonly timeZone: string;
  /** Labels to show; undefined where none are. */
  readonly varying: ReadonlySet<string> | undefined;
  readonly isOpen: boolean;
  /** Whether Tab comes to this row; one of all has it. */
  readonly isFocusable: boolean;
  /** The same for all rows. */
  readonly styles: LogLineStyles;
}

/** One line: its level as colour and word, its time, its text. */
export const LogLineRow = memo(function LogLineRow(props: Props): JSX.Element {
  const { line, options, timeZone, varying, isOpen, isFocusable, styles } = props;
  const theme = useTheme2();
  return (
    <div
      role="row"
      data-line={line.id}
      tabIndex={isFocusable ? 0 : -1}
      aria-level={1}
      {...(options.enableLogDetails ? { 'aria-expanded': isOpen } : {})}
      className={cx(styles.row, options.wrapLogMessage && styles.wrapped, isOpen && styles.open)}
    >
      <span className={styles.bar} style={{ background: levelColour(line.level, theme) }} />
      {options.showTime && (
        <span role="gridcell" className={styles.time}>
          {dateTimeFormat(line.timeMs, { timeZone, format: 'YYYY-MM-DD HH:mm:ss.SSS' })}
        </span>
      )}
      <span role="gridcell" className={styles.level}>
        {levelName(line.level)}
      </span>
      <span role="gridcell" className={styles.text}>
        {varying !== undefined && <Labels line={line} names={varying} styles={styles} />}
        {textOf(line, options, styles)}
      </span>
    </div>
  );
});

/** As logs themselves write it. */
const levelName = (level: LogLevel): string => (level === LogLevel.unknown ? '–' : level);

function Labels({
  line,
  names,
  styles,
}: { readonly names: ReadonlySet<string> } & Pick<Props, 'line' | 'styles'>): JSX.Element {
  return (
    <>
      {line.labels
        .filter(({ key }) => names.has(key))
        .map(({ key, value }) => (
          <span key={key} className={styles.label}>
            {key}={value}
          </span>
        ))}
    </>
  );
}

function textOf(line: LogLine, options: LogsOptions, styles: LogLineStyles): ReactNode {
  const { displayedFields, prettifyLogMessage, wrapLogMessage } = options;
  if (displayedFields.length > 0) {
    return <Labels line={line} names={new Set(displayedFields)} styles={styles} />;
  }
  const text = prettifyLogMessage && wrapLogMessage ? indentJson(line.text) : line.text;
  return piecesOf(text, highlighter(line.searchWords)).map(({ text: piece, isMatch }, i) =>
    isMatch ? (
      <mark key={i} className={styles.match}>
        {piece}
      </mark>
    ) : (
      piece
    )
  );
}
