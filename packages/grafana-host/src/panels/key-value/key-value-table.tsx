import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { ReactNode } from 'react';

interface Props {
  readonly pairs: ReadonlyArray<{ readonly key: string; readonly value: string }>;
  /** What stands behind a value, such as links. */
  readonly after?: (key: string) => ReactNode;
}

/** Names and values, one below the other. Long values wrap. */
export function KeyValueTable({ pairs, after }: Props): JSX.Element {
  const styles = useStyles2(getStyles);
  return (
    <table className={styles.table}>
      <tbody>
        {pairs.map(({ key, value }, i) => (
          <tr key={i}>
            <th scope="row" className={styles.name}>
              {key}
            </th>
            <td className={styles.value}>
              {value}
              {after?.(key)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const getStyles = (theme: GrafanaTheme2): Record<'table' | 'name' | 'value', string> => ({
  table: css({
    width: '100%',
    fontFamily: theme.typography.fontFamilyMonospace,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  name: css({
    width: '1%',
    minWidth: theme.spacing(16),
    padding: theme.spacing(0.25, 2, 0.25, 0),
    color: theme.colors.text.secondary,
    fontWeight: theme.typography.fontWeightRegular,
    textAlign: 'left',
    verticalAlign: 'top',
    whiteSpace: 'nowrap',
  }),
  value: css({
    padding: theme.spacing(0.25, 0),
    overflowWrap: 'anywhere',
    whiteSpace: 'pre-wrap',
    verticalAlign: 'top',
  }),
});
