import type { ShownPrometheus } from '../src/shown/shown.ts';
import { routes } from './routes.ts';
import { ask, askFor, type Upstream } from './upstream.ts';

/** Asks Prometheus for the simplest of answers. @throws StartError that says why there was none. */
export async function checkPrometheus(server: Upstream): Promise<ShownPrometheus> {
  await askFor(server, '/api/v1/query?query=1', (body) => 'status' in body && body.status === 'success');
  return {
    kind: 'prometheus',
    url: routes.prometheus.prefix,
    address: server.address,
    scrapeInterval: await scrapeInterval(server),
  };
}

/** As configured; 15 seconds, Grafana's assumption, where the server does not tell (Mimir, Thanos). */
async function scrapeInterval(server: Upstream): Promise<string> {
  const response = await ask(server, '/api/v1/status/config');
  const found = /^\s*global:\s[\s\S]*?scrape_interval: (\w+)/m.exec(
    response.ok ? await response.text().then(unquoted) : ''
  );
  return found?.[1] ?? '15s';
}

/** The configuration is a text inside JSON. */
const unquoted = (json: string): string => json.replaceAll('\\n', '\n').replaceAll('"', '\n');
