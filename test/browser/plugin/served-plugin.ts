import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { buildPage } from './page-build.ts';

const plugin = fileURLToPath(new URL('../../../apps/plugin', import.meta.url));
const systemJs = join(dirname(createRequire(join(plugin, 'package.json')).resolve('systemjs/package.json')), 'dist');

/** A file of the built plugin. @throws Error where there is none. */
export function pluginFile(name: string): string {
  const path = join(plugin, 'dist', name);
  if (!existsSync(path)) {
    throw new Error(`${path} is missing: build first, with pnpm --filter dynamo-observability-app run build`);
  }
  return path;
}

export interface ServedPlugin {
  readonly address: string;
  close(): void;
}

/** The built plugin inside a page that does what Grafana does for plugins, on a free port. */
export async function servePlugin(): Promise<ServedPlugin> {
  const page = mkdtempSync(join(tmpdir(), 'plugin-page-'));
  await buildPage(page);
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://host').pathname);
    const file = fileFor(path, page);
    response.writeHead(file === undefined ? 404 : 200, { 'content-type': typeOf(file ?? '') });
    response.end(file === undefined ? 'not found' : readFileSync(file));
  });
  const port = await listen(server);
  return {
    address: `http://127.0.0.1:${port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
      rmSync(page, { recursive: true });
    },
  };
}

/** Files by their address; an address of a page of Grafana gives the page. Paths that climb lead nowhere. */
function fileFor(path: string, page: string): string | undefined {
  const pluginPath = '/public/plugins/dynamo-observability-app/';
  const candidates = path.startsWith(pluginPath)
    ? [join(plugin, 'dist', path.slice(pluginPath.length))]
    : path.startsWith('/systemjs/')
      ? [join(systemJs, path.slice('/systemjs/'.length))]
      : [join(page, path), ...(extname(path) === '' ? [join(page, 'index.html')] : [])];
  return candidates.find((file) => !path.includes('..') && existsSync(file) && statSync(file).isFile());
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.css': 'text/css',
};
const typeOf = (file: string): string => types[extname(file)] ?? 'application/octet-stream';

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      return typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port'));
    });
  });
}
