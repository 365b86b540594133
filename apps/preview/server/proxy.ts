import type { IncomingMessage, ServerResponse } from 'node:http';

import type { PrometheusServer } from './prometheus.ts';

/** Only what reads; never the administration of Prometheus. */
const readable =
  /^\/api\/v1\/(?:query|query_range|query_exemplars|series|labels|label\/[^/]+\/values|metadata|status\/buildinfo)$/;

/** Passes a request on to Prometheus. `path` is what follows the proxy's own path, with its query. */
export async function passOn(
  server: PrometheusServer,
  path: string,
  request: IncomingMessage,
  response: ServerResponse
): Promise<void> {
  const [address = ''] = path.split('?');
  if (!readable.test(address) || (request.method !== 'GET' && request.method !== 'POST')) {
    sendError(response, 403, `The preview does not pass ${request.method ?? ''} ${address} on to Prometheus`);
    return;
  }
  const abort = new AbortController();
  response.on('close', () => abort.abort());
  try {
    const answer = await fetch(server.address + path, {
      method: request.method,
      headers: { ...server.headers, ...contentType(request) },
      signal: abort.signal,
      ...(request.method === 'POST' ? { body: await readBody(request) } : {}),
    });
    const body = Buffer.from(await answer.arrayBuffer());
    response
      .writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'application/json' })
      .end(body);
  } catch (error) {
    if (!abort.signal.aborted) {
      sendError(response, 502, `Prometheus at ${server.address} does not answer: ${String(error)}`);
    }
  }
}

const contentType = (request: IncomingMessage): Record<string, string> =>
  request.headers['content-type'] === undefined ? {} : { 'content-type': request.headers['content-type'] };

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
