import { css } from '@emotion/css';
import { ThemeContext, type GrafanaTheme2 } from '@grafana/data';
import { locationService, LocationServiceProvider, type LocationService } from '@grafana/runtime';
import { GlobalStyles, PortalContainer, useStyles2 } from '@grafana/ui';
import { useMemo, type ReactNode } from 'react';

import type { ThemeName } from '../boot.ts';
import { HistoryBridge } from './history-bridge.tsx';
import { useLinkClicks } from './link-clicks.ts';
import { Notices } from './notices.tsx';
import { applyTheme } from './theme.ts';

interface Props {
  readonly theme: ThemeName;
  /** Another location than the page's own, for stories and tests. */
  readonly location?: LocationService;
  readonly children: ReactNode;
}

/** What stands around Scenes in Grafana: theme, global styles, the place for menus and tooltips, and the router. */
export function PreviewRoot({ theme, location = locationService, children }: Props): JSX.Element {
  // Scenes that were built under another theme keep its colours, so a change begins anew.
  const value = useMemo(() => applyTheme(theme), [theme]);
  useLinkClicks(location);
  return (
    <ThemeContext.Provider value={value} key={theme}>
      <GlobalStyles />
      <LocationServiceProvider service={location}>
        <HistoryBridge service={location}>
          <Ground>{children}</Ground>
        </HistoryBridge>
        <Notices />
        <PortalContainer />
      </LocationServiceProvider>
    </ThemeContext.Provider>
  );
}

function Ground({ children }: { readonly children: ReactNode }): JSX.Element {
  const className = useStyles2(getStyles);
  return <div className={className}>{children}</div>;
}

const getStyles = (theme: GrafanaTheme2): string =>
  css({
    display: 'flex',
    flexDirection: 'column',
    minHeight: '100vh',
    background: theme.colors.background.canvas,
    color: theme.colors.text.primary,
  });
