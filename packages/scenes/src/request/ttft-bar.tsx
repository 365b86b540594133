import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';

import { text } from '../language/translate.ts';
import { durationText, shareText } from './duration.ts';
import { partColours } from './part-colours.ts';
import { partName } from './part-name.ts';
import type { RequestFacts } from './request-facts.ts';
import type { TimeInPart, TtftPart } from './ttft-parts.ts';

/** Where a TTFT went: a bar in the order of time, and the same as a table, so that nothing is told by colour alone. */
export function TtftBar({ facts: { parts, ttftMs } }: { readonly facts: RequestFacts }): JSX.Element {
  const colourOf = useColours();
  const styles = useStyles2(getStyles);
  if (ttftMs === undefined || parts.length === 0) {
    return <p>{text('request.no-ttft')}</p>;
  }
  return (
    <div>
      <div className={styles.bar} aria-hidden>
        {parts.map(({ part, ms }) => (
          <div
            key={part}
            title={`${partName(part)}: ${durationText(ms)}`}
            className={styles.part}
            style={{ flexGrow: ms / ttftMs, background: colourOf(part) }}
          />
        ))}
      </div>
      <PartsTable parts={parts} ttftMs={ttftMs} />
    </div>
  );
}

function useColours(): (part: TtftPart) => string {
  const theme = useTheme2();
  return (part) => theme.visualization.getColorByName(partColours[part]);
}

function PartsTable({ parts, ttftMs }: { readonly parts: readonly TimeInPart[]; readonly ttftMs: number }) {
  const colourOf = useColours();
  const styles = useStyles2(getStyles);
  return (
    <table className={styles.table} aria-label={text('request.where-ttft-went')}>
      <thead>
        <tr>
          <th scope="col">{text('request.field.part')}</th>
          <th scope="col">{text('request.field.time')}</th>
          <th scope="col">{text('request.field.share')}</th>
        </tr>
      </thead>
      <tbody>
        {parts.map(({ part, ms }) => (
          <tr key={part}>
            <th scope="row">
              <span className={styles.key} style={{ background: colourOf(part) }} aria-hidden />
              {partName(part)}
            </th>
            <td>{durationText(ms)}</td>
            <td>{shareText(ms / ttftMs)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({ display: 'flex', height: 20, borderRadius: theme.shape.radius.default, overflow: 'hidden' }),
  part: css({ minWidth: 1, flexBasis: 0 }),
  table: css({
    marginTop: theme.spacing(1),
    'th, td': { padding: theme.spacing(0.25, 2, 0.25, 0), fontWeight: 'normal', textAlign: 'left' },
    td: { textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
    'thead th': { color: theme.colors.text.secondary },
  }),
  key: css({
    display: 'inline-block',
    width: 12,
    height: 12,
    marginRight: theme.spacing(1),
    border: `1px solid ${theme.colors.border.medium}`,
    borderRadius: theme.shape.radius.default,
  }),
});
