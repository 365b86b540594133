import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import { text } from '../language/translate.ts';
import type { Attempt } from './attempts.ts';
import { durationText } from './duration.ts';
import { workerHex } from './worker-hex.ts';

/** Every try at the request, with both ways to write the worker's id: metrics of workers have it in hex. */
export function AttemptsTable({ attempts }: { readonly attempts: readonly Attempt[] }): JSX.Element | null {
  const styles = useStyles2(getStyles);
  if (attempts.length === 0) {
    return null;
  }
  const columns = ['phase', 'worker', 'worker-hex', 'overlap', 'time', 'outcome'] as const;
  return (
    <table className={styles.table} aria-label={text('request.attempts')}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {text(`request.field.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {attempts.map(({ phase, workerId, overlapBlocks, durationMs, outcome, startMs }) => (
          <tr key={`${startMs} ${workerId} ${phase}`}>
            <td>{phase}</td>
            <td>{workerId}</td>
            <td>{workerHex(workerId)}</td>
            <td>{overlapBlocks ?? '–'}</td>
            <td>{durationText(durationMs)}</td>
            <td>{outcome}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  table: css({
    'th, td': { padding: theme.spacing(0.25, 2, 0.25, 0), textAlign: 'left', fontVariantNumeric: 'tabular-nums' },
    th: { color: theme.colors.text.secondary, fontWeight: 'normal' },
  }),
});
