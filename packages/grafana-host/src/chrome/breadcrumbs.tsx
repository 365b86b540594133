import { css } from '@emotion/css';
import type { GrafanaTheme2, NavModelItem } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';

/**
 * From the outermost page to this one. Pages that ask to be left out are, but for the outermost: Grafana's own trail begins with the
 * app, and is the way back from a page without tabs.
 */
export function trailOf(page: NavModelItem | undefined): NavModelItem[] {
  const trail: NavModelItem[] = [];
  for (let item = page; item !== undefined; item = item.parentItem) {
    if (item.hideFromBreadcrumbs !== true || (item.parentItem === undefined && item !== page)) {
      trail.unshift(item);
    }
  }
  return trail;
}

export function Breadcrumbs({ page }: { readonly page: NavModelItem | undefined }): JSX.Element | null {
  const styles = useStyles2(getStyles);
  const trail = trailOf(page);
  if (trail.length < 2) {
    return null;
  }
  return (
    <nav aria-label={t('grafana-host.breadcrumbs', 'Breadcrumbs')}>
      <ol className={styles.list}>
        {trail.map((item, i) => (
          <li key={item.url ?? item.text} className={styles.item}>
            {i === trail.length - 1 || item.url === undefined ? (
              <span aria-current="page">{item.text}</span>
            ) : (
              // The link of @grafana/ui looks for another router than that of the page.
              <a href={item.url} className={styles.link}>
                {item.text}
              </a>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

const getStyles = (theme: GrafanaTheme2): Record<'list' | 'item' | 'link', string> => ({
  link: css({ color: theme.colors.text.secondary, '&:hover': { textDecoration: 'underline' } }),
  list: css({ display: 'flex', flexWrap: 'wrap', listStyle: 'none', margin: 0, padding: 0 }),
  item: css({
    display: 'flex',
    alignItems: 'center',
    '&:not(:last-child)::after': { content: '"›"', padding: theme.spacing(0, 1), color: theme.colors.text.secondary },
  }),
});
