import { css } from '@emotion/css';
import type { GrafanaTheme2, LinkModel } from '@grafana/data';
import { DataLinkButton, useStyles2 } from '@grafana/ui';
import type { ReactNode } from 'react';

interface Props {
  readonly children: ReactNode;
  readonly links: readonly LinkModel[];
}

/** The inside of a chart's tooltip, with its links below once it is pinned. */
export function TooltipFrame({ children, links }: Props): JSX.Element {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.content} data-testid="viz-tooltip">
      {children}
      {links.length > 0 && (
        <div className={styles.links}>
          {links.map((link) => (
            <DataLinkButton key={link.title} link={link} buttonProps={{ fill: 'text', size: 'sm' }} />
          ))}
        </div>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2): Record<'content' | 'links', string> => ({
  content: css({ padding: theme.spacing(1), maxHeight: '60vh', overflowY: 'auto' }),
  links: css({
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    marginTop: theme.spacing(1),
    paddingTop: theme.spacing(0.5),
    borderTop: `1px solid ${theme.colors.border.weak}`,
  }),
});
