import type { ShownServer } from '../src/shown/shown.ts';
import { routes } from './routes.ts';
import { askFor, type Upstream } from './upstream.ts';

/** Asks Loki for its labels. @throws StartError that says why there was no answer. */
export async function checkLoki(server: Upstream): Promise<ShownServer> {
  await askFor(server, '/loki/api/v1/labels', (body) => 'status' in body && body.status === 'success');
  return { url: routes.loki.prefix, address: server.address };
}

/** Asks Tempo for any trace; one that holds none answers with metrics of the search. @throws StartError */
export async function checkTempo(server: Upstream): Promise<ShownServer> {
  await askFor(server, '/api/search?limit=1', (body) => 'traces' in body || 'metrics' in body);
  return { url: routes.tempo.prefix, address: server.address };
}
