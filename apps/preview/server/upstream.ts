import { StartError } from './start-error.ts';

const TIMEOUT_MS = 5000;

/** A program that the page's server asks in the page's name. */
export interface Upstream {
  /** As the user knows it: Prometheus, Loki or Tempo. */
  readonly title: string;
  /** Without user and password, and without a slash at the end. */
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Splits an address into what may be shown and what goes into a header. */
export function upstream(title: string, url: URL): Upstream {
  const address = `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
  const credentials = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  return {
    title,
    address,
    headers: credentials === ':' ? {} : { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` },
  };
}

/** Asks for one path. @throws StartError that says why there was no answer. */
export async function ask({ title, address, headers }: Upstream, path: string): Promise<Response> {
  try {
    return await fetch(address + path, { headers, signal: AbortSignal.timeout(TIMEOUT_MS) });
  } catch (error) {
    throw new StartError(
      `${title} at ${address} cannot be reached: ${reasonOf(error)}. Check that it is running and that the address is right.`
    );
  }
}

/**
 * Asks for a path and looks whether the answer is one that this program gives.
 * @throws StartError that names the address, the status and the path to look for.
 */
export async function askFor(server: Upstream, path: string, isExpected: (body: object) => boolean): Promise<void> {
  const response = await ask(server, path);
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok || typeof body !== 'object' || body === null || !isExpected(body)) {
    throw new StartError(
      `${server.address} answers, but not as ${server.title} does (status ${response.status}). ` +
        `Give the address below which ${path.replace(/\?.*/, '')} lies.`
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
