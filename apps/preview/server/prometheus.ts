import type { ShownPrometheus } from '../src/shown/shown.ts';
import { StartError } from './start-error.ts';

/** Requests to the page's server that are passed on begin with this. */
export const PROXY_PATH = 'prometheus';

const TIMEOUT_MS = 5000;

export interface PrometheusServer {
  /** Without user and password, and without a slash at the end. */
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Splits an address into what may be shown and what goes into a header. */
export function prometheusServer(url: URL): PrometheusServer {
  const address = `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
  const credentials = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  return credentials === ':'
    ? { address, headers: {} }
    : { address, headers: { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` } };
}

/** Asks Prometheus for the simplest of answers. @throws StartError that says why there was none. */
export async function checkPrometheus(server: PrometheusServer): Promise<ShownPrometheus> {
  const response = await ask(server, '/api/v1/query?query=1');
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok || typeof body !== 'object' || body === null || !('status' in body) || body.status !== 'success') {
    throw new StartError(
      `${server.address} answers, but not as Prometheus does (status ${response.status}). ` +
        'Give the address below which /api/v1/query lies.'
    );
  }
  return { kind: 'prometheus', url: PROXY_PATH, address: server.address, scrapeInterval: await scrapeInterval(server) };
}

async function ask({ address, headers }: PrometheusServer, path: string): Promise<Response> {
  try {
    return await fetch(address + path, { headers, signal: AbortSignal.timeout(TIMEOUT_MS) });
  } catch (error) {
    throw new StartError(
      `Prometheus at ${address} cannot be reached: ${reasonOf(error)}. Check that it is running and that the address is right.`
    );
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof DOMException && error.name === 'TimeoutError') {
    return `no answer within ${TIMEOUT_MS / 1000} seconds`;
  }
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return cause instanceof Error ? ('code' in cause ? `${String(cause.code)}` : cause.message) : String(cause);
}

/** As configured; 15 seconds, Grafana's assumption, where the server does not tell (Mimir, Thanos). */
async function scrapeInterval(server: PrometheusServer): Promise<string> {
  const response = await ask(server, '/api/v1/status/config');
  const found = /^\s*global:\s[\s\S]*?scrape_interval: (\w+)/m.exec(
    response.ok ? await response.text().then(unquoted) : ''
  );
  return found?.[1] ?? '15s';
}

/** The configuration is a text inside JSON. */
const unquoted = (json: string): string => json.replaceAll('\\n', '\n').replaceAll('"', '\n');
