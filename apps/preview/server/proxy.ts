import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Route } from './routes.ts';
import type { Upstream } from './upstream.ts';

/** Passes a request on. `path` is what follows the prefix of the route, with its query. */
export async function passOn(
  route: Route,
  server: Upstream,
  path: string,
  request: IncomingMessage,
  response: ServerResponse
): Promise<void> {
  const [address = ''] = path.split('?');
  const method = request.method ?? '';
  if (!route.readable.test(address) || !route.methods.includes(method)) {
    sendError(response, 403, `The preview does not pass ${method} ${address} on to ${server.title}`);
    return;
  }
  const abort = new AbortController();
  response.on('close', () => abort.abort());
  try {
    const answer = await fetch(server.address + path, {
      method,
      headers: { ...headersOf(request, ['content-type', ...route.headers]), ...server.headers },
      signal: abort.signal,
      ...(method === 'POST' ? { body: await readBody(request) } : {}),
    });
    const body = Buffer.from(await answer.arrayBuffer());
    response
      .writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'application/json' })
      .end(body);
  } catch (error) {
    if (!abort.signal.aborted) {
      sendError(response, 502, `${server.title} at ${server.address} does not answer: ${String(error)}`);
    }
  }
}

function headersOf({ headers }: IncomingMessage, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = headers[name];
      return typeof value === 'string' ? [[name, value]] : [];
    })
  );
}

async function readBody(request: IncomingMessage): Promise<string> {
  request.setEncoding('utf8');
  let body = '';
  for await (const chunk of request) {
    body += String(chunk);
  }
  return body;
}

/** In the form in which Prometheus reports errors, so that the panel shows the text. */
function sendError(response: ServerResponse, status: number, error: string): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ status: 'error', error }));
}
