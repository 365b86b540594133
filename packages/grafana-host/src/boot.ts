export type ThemeName = 'dark' | 'light';
export type Language = 'en-US' | 'zh-Hans';

export interface BootOptions {
  readonly theme: ThemeName;
  readonly language: Language;
  /** Where the page's public files lie, with a slash at both ends. */
  readonly baseUrl: string;
}

declare global {
  interface Window {
    grafanaBootData?: unknown;
    __grafana_public_path__?: string;
  }
}

/**
 * Puts in place what a Grafana server writes into its page. Call it before anything of `@grafana/*` is evaluated: import this file
 * alone and the rest with a dynamic `import()`. Without it icons, fonts and the theme are wrong on deep links.
 */
export function bootGrafana({ theme, language, baseUrl }: BootOptions): void {
  window.__grafana_public_path__ = `${baseUrl}public/`;
  window.grafanaBootData = {
    assets: { dark: '', light: '' },
    navTree: [],
    user: {
      id: 1,
      orgId: 1,
      theme,
      timezone: 'browser',
      weekStart: 'monday',
      language,
      regionalFormat: language,
      permissions: {},
      isSignedIn: false,
      orgRole: 'Viewer',
    },
    settings: {
      appUrl: '',
      appSubUrl: '',
      minRefreshInterval: '1s',
      // Grafana's default; overrides by name rely on it.
      featureToggles: { dataplaneFrontendFallback: true },
      panels: {},
      datasources: {},
      apps: {},
      buildInfo: { version: '12.3.0', env: 'production', edition: 'Open Source' },
      licenseInfo: {},
      exploreEnabled: false,
    },
  };
  document.documentElement.lang = language;
}

/**
 * What the address asks for, else what was chosen last, else the defaults: `theme=light`, `lang=zh-Hans`. Values that are neither
 * count as not given.
 */
export function readPreferences(
  search: string,
  stored: Pick<Storage, 'getItem'>
): Pick<BootOptions, 'theme' | 'language'> {
  const params = new URLSearchParams(search);
  const pick = <T extends string>(allowed: readonly T[], ...candidates: ReadonlyArray<string | null>): T | undefined =>
    candidates.map((candidate) => allowed.find((value) => value === candidate)).find((value) => value !== undefined);
  return {
    theme: pick(['dark', 'light'], params.get('theme'), stored.getItem(THEME_KEY)) ?? 'dark',
    language: pick(['en-US', 'zh-Hans'], params.get('lang'), stored.getItem(LANGUAGE_KEY)) ?? 'en-US',
  };
}

export const THEME_KEY = 'dynamo-observability.theme';
export const LANGUAGE_KEY = 'dynamo-observability.language';
