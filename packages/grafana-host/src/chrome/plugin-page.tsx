import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
// Types only: at run time this module is what "@grafana/runtime" offers as PluginPage.
import type { PluginPageProps } from '@grafana/runtime';
import { Tab, TabsBar, useStyles2 } from '@grafana/ui';

import { Breadcrumbs } from './breadcrumbs.tsx';

/** A page of a Grafana app with what core puts around it: breadcrumbs, title, actions and tabs. */
export function PluginPage({ pageNav, actions, info, subTitle, renderTitle, children }: PluginPageProps): JSX.Element {
  const styles = useStyles2(getStyles);
  const title = pageNav?.text ?? '';
  const tabs = pageNav?.children ?? [];
  return (
    <main className={styles.page}>
      <Breadcrumbs page={pageNav} />
      <header className={styles.header}>
        <div className={styles.titles}>
          {renderTitle?.(title) ?? <h1 className={styles.title}>{title}</h1>}
          {info?.map(({ label, value }) => (
            <span key={label}>
              {label}: {value}
            </span>
          ))}
        </div>
        <div className={styles.actions}>{actions}</div>
      </header>
      {(subTitle ?? pageNav?.subTitle) !== undefined && (
        <div className={styles.subTitle}>{subTitle ?? pageNav?.subTitle}</div>
      )}
      {tabs.length > 0 && (
        <TabsBar>
          {tabs.map((tab) => (
            <Tab key={tab.url ?? tab.text} label={tab.text} active={tab.active ?? false} href={tab.url ?? ''} />
          ))}
        </TabsBar>
      )}
      <div className={styles.body}>{children}</div>
    </main>
  );
}

type Part = 'page' | 'header' | 'titles' | 'title' | 'actions' | 'subTitle' | 'body';

const getStyles = (theme: GrafanaTheme2): Record<Part, string> => ({
  page: css({
    display: 'flex',
    flexDirection: 'column',
    flexGrow: 1,
    gap: theme.spacing(1),
    padding: theme.spacing(2),
    minWidth: 0,
    [theme.breakpoints.up('md')]: { padding: theme.spacing(3) },
  }),
  header: css({ display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', gap: theme.spacing(1) }),
  titles: css({ display: 'flex', alignItems: 'baseline', gap: theme.spacing(2) }),
  title: css({ margin: 0 }),
  actions: css({ display: 'flex', gap: theme.spacing(1) }),
  subTitle: css({ color: theme.colors.text.secondary }),
  body: css({ display: 'flex', flexDirection: 'column', flexGrow: 1, minWidth: 0 }),
});
