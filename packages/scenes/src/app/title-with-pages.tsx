import { css } from '@emotion/css';
import { locationUtil, urlUtil, type GrafanaTheme2 } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { Dropdown, Menu, ToolbarButton, useStyles2 } from '@grafana/ui';
import { useEffect, useState } from 'react';
import { useLocation } from 'react-router-dom';

import { text } from '../language/translate.ts';

/** A page of the app, by its path without the base path of the Grafana instance. */
interface AppPage {
  readonly title: string;
  readonly path: string;
}

interface Props {
  readonly title: string;
  readonly pages: readonly AppPage[];
  /** Parameters of the address that go along to another page. */
  readonly keptKeys: readonly string[];
}

/**
 * The title above the tabs. In a window that is too narrow for all tabs it has a menu of the pages, and the tab of the page that is
 * shown is brought into view: Grafana's tab bar can only be pushed sideways.
 */
export function TitleWithPages({ title, pages, keptKeys }: Props): JSX.Element {
  const styles = useStyles2(getStyles);
  const { pathname } = useLocation();
  const menu = () => (
    <Menu>
      {pages.map((page) => (
        <Menu.Item
          key={page.path}
          label={page.title}
          role="menuitem"
          url={withKept(page.path, keptKeys)}
          active={pathname.endsWith(page.path)}
        />
      ))}
    </Menu>
  );
  return (
    <>
      <h1 className={styles}>{title}</h1>
      {useTabsOverflow(pathname) && (
        <Dropdown overlay={menu} placement="bottom-start">
          <ToolbarButton variant="canvas" icon="bars" isOpen={false} aria-label={text('app.pages')}>
            {text('app.pages')}
          </ToolbarButton>
        </Dropdown>
      )}
    </>
  );
}

function withKept(path: string, keys: readonly string[]): string {
  const kept = Object.entries(locationService.getSearchObject()).filter(([key]) => keys.includes(key));
  return urlUtil.renderUrl(locationUtil.assureBaseUrl(path), Object.fromEntries(kept));
}

/** Whether the tab bar, which Grafana draws below the title, has no room for all tabs. */
function useTabsOverflow(pathname: string): boolean {
  const [overflows, setOverflows] = useState(false);
  useEffect(() => {
    const tabs = document.querySelector('[role="tablist"]');
    const bar = tabs?.parentElement ?? undefined;
    if (bar === undefined) {
      return undefined;
    }
    const look = () => setOverflows(bar.scrollWidth > bar.clientWidth);
    const observer = new ResizeObserver(look);
    observer.observe(bar);
    look();
    bar.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    return () => observer.disconnect();
  }, [pathname]);
  return overflows;
}

const getStyles = (theme: GrafanaTheme2): string => css({ marginBottom: 0, marginRight: theme.spacing(2) });
