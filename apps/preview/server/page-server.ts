import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

import { CAPTURE_FILE, SHOWN_FILE, type Shown } from '../src/shown/shown.ts';
import { passOn } from './proxy.ts';
import { routes, type Route, type RouteName } from './routes.ts';
import { sendFile } from './static-files.ts';
import type { Upstream } from './upstream.ts';

/** What the server gives out besides the built page. */
export interface PageContent {
  readonly shown: Shown;
  /** The gzipped capture, where it is not the one that was built in. */
  readonly capture?: Buffer;
  readonly upstreams?: Partial<Readonly<Record<RouteName, Upstream>>>;
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
  // Another site must not reach Prometheus, Loki or Tempo through a name that it points at this machine.
  if (!/^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/.test(request.headers.host ?? '')) {
    response
      .writeHead(403, { 'content-type': 'text/plain; charset=utf-8' })
      .end('Open this page as http://127.0.0.1\n');
    return;
  }
  const way = wayOn(content, path);
  if (way !== undefined) {
    await passOn(way.route, way.server, url.slice(way.route.prefix.length + 1), request, response);
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

function wayOn({ upstreams = {} }: PageContent, path: string): { route: Route; server: Upstream } | undefined {
  const names: RouteName[] = ['prometheus', 'loki', 'tempo'];
  return names.flatMap((name) => {
    const server = upstreams[name];
    return server !== undefined && path.startsWith(`/${routes[name].prefix}/`) ? [{ route: routes[name], server }] : [];
  })[0];
}
