import { bootGrafana } from '@dynamo-observability/grafana-host/boot';

const language = new URLSearchParams(location.search).get('lang') === 'zh-Hans' ? 'zh-Hans' : 'en-US';

bootGrafana({ theme: 'dark', language, baseUrl: '/' });
// Grafana's packages read what was just put in place while they are loaded.
void import('./start.tsx').then(({ start }) => start(language));
