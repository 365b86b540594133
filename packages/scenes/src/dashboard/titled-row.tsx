import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { SceneGridRow, type SceneComponentProps } from '@grafana/scenes';
import { Icon, useStyles2 } from '@grafana/ui';

import { text } from '../language/translate.ts';

/** A row whose title is a heading with a level, and whose button says whether it is open: Scenes' own has neither. */
export class TitledRow extends SceneGridRow {
  static override Component = RowTitle;
}

function RowTitle({ model }: SceneComponentProps<TitledRow>): JSX.Element {
  const styles = useStyles2(getStyles);
  const { isCollapsed = false, title, children } = model.useState();
  return (
    <div className={isCollapsed ? styles.closed : styles.open}>
      <h2 className={styles.heading}>
        <button type="button" className={styles.button} aria-expanded={!isCollapsed} onClick={model.onCollapseToggle}>
          <Icon name={isCollapsed ? 'angle-right' : 'angle-down'} />
          <span className={styles.title}>{title}</span>
        </button>
      </h2>
      {isCollapsed && <span className={styles.count}>{text('row.panels', { panels: String(children.length) })}</span>}
    </div>
  );
}

type Part = 'open' | 'closed' | 'heading' | 'button' | 'title' | 'count';

const getStyles = (theme: GrafanaTheme2): Record<Part, string> => {
  const row = css({ display: 'flex', alignItems: 'center', gap: theme.spacing(2), width: '100%', height: '30px' });
  return {
    open: row,
    closed: `${row} ${css({ borderBottom: `1px solid ${theme.colors.border.weak}` })}`,
    heading: css({
      ...theme.typography.h5,
      fontWeight: theme.typography.fontWeightMedium,
      display: 'flex',
      minWidth: 0,
      margin: 0,
    }),
    button: css({
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(1),
      minWidth: 0,
      font: 'inherit',
      cursor: 'pointer',
      background: 'transparent',
      border: 'none',
    }),
    title: css({ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }),
    count: css({ color: theme.colors.text.secondary, whiteSpace: 'nowrap', ...theme.typography.bodySmall }),
  };
};
