// These functions run in the browser: Playwright carries their text there, so each must stand alone.

/** Whether the plugin's first file gave what Grafana wants. */
export const isAppPlugin = (): unknown => Reflect.get(globalThis, 'isAppPlugin');

/** What the plugin saved as its settings. */
export const saved = (): unknown => JSON.parse(sessionStorage.getItem('saved') ?? 'null') as unknown;
