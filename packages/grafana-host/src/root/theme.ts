import { createTheme, type GrafanaTheme2 } from '@grafana/data';
import { config } from '@grafana/runtime';

import type { ThemeName } from '../boot.ts';

/** Makes a theme and puts it also where code outside React looks for it: Scenes formats its values with that one. */
export function applyTheme(name: ThemeName): GrafanaTheme2 {
  const theme = createTheme({ colors: { mode: name } });
  config.theme2 = theme;
  config.bootData.user.lightTheme = theme.isLight;
  document.documentElement.style.colorScheme = name;
  return theme;
}
