import { bootGrafana, readPreferences } from '@dynamo-observability/grafana-host/boot';

const baseUrl = import.meta.env.BASE_URL;
const preferences = readPreferences(location.search, localStorage);

// Grafana's packages read the page's settings while they are loaded, so they must come after.
bootGrafana({ ...preferences, baseUrl });
const { startPreview } = await import('./start-preview.tsx');
await startPreview(preferences, baseUrl);
