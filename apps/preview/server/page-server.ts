import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

import { CAPTURE_FILE, SHOWN_FILE, type Shown } from '../src/shown/shown.ts';
import { PROXY_PATH, type PrometheusServer } from './prometheus.ts';
import { passOn } from './proxy.ts';
import { sendFile } from './static-files.ts';

/** What the server gives out besides the built page. */
export interface PageContent {
  readonly shown: Shown;
  /** The gzipped capture, where it is not the one that was built in. */
  readonly capture?: Buffer;
  readonly prometheus?: PrometheusServer;
}

/** A server for the built page in `root`. It answers only requests that name this machine, and listens nowhere yet. */
export function pageServer(root: string, content: PageContent): Server {
  return createServer((request, response) => {
    void answer(root, content, request, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : new Error(String(error)));
    });
  });
}

async function answer(
  root: string,
  content: PageContent,
  request: IncomingMessage,
  response: ServerResponse
): Promise<void> {
  const url = request.url ?? '/';
  const [path = '/'] = url.split('?');
  // Another site must not reach Prometheus through a name that it points at this machine.
  if (!/^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/.test(request.headers.host ?? '')) {
    response
      .writeHead(403, { 'content-type': 'text/plain; charset=utf-8' })
      .end('Open this page as http://127.0.0.1\n');
    return;
  }
  if (content.prometheus !== undefined && path.startsWith(`/${PROXY_PATH}/`)) {
    await passOn(content.prometheus, url.slice(PROXY_PATH.length + 1), request, response);
  } else if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405).end();
  } else if (path === `/${SHOWN_FILE}`) {
    response
      .writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-cache' })
      .end(JSON.stringify(content.shown));
  } else if (path === `/${CAPTURE_FILE}` && content.capture !== undefined) {
    response.writeHead(200, { 'content-type': 'application/gzip', 'cache-control': 'no-cache' }).end(content.capture);
  } else {
    await sendFile(root, path, response);
  }
}
