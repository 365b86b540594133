import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';

import { lastChange, writtenAt } from '../../apps/preview/server/freshness.ts';
import { sendFile } from '../../apps/preview/server/static-files.ts';
import { root } from '../run/command.ts';

const app = path.join(root, 'apps/storybook');
const dist = path.join(app, 'dist');

/** Not the root: a static Storybook must work below any path. */
const below = '/some/where';

export interface ServedStorybook {
  /** Without a slash at the end. */
  readonly address: string;
  close(): void;
}

/** The static Storybook on a free port, built anew where it is out of date. */
export async function serveStorybook(): Promise<ServedStorybook> {
  if (!isFresh()) {
    await build();
  }
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (pathname.startsWith(`${below}/`)) {
      void sendFile(dist, pathname.slice(below.length), response);
    } else {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    address: `http://127.0.0.1:${port}${below}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function isFresh(): boolean {
  const sources = [path.join(root, 'packages'), path.join(app, 'src'), path.join(app, '.storybook')];
  const changed = Math.max(lastChange(sources), writtenAt(path.join(root, 'pnpm-lock.yaml')));
  return writtenAt(path.join(dist, 'project.json')) > changed;
}

/** Keeps what the build prints for the case that it fails. */
function build(): Promise<void> {
  const storybook = createRequire(path.join(app, 'package.json')).resolve('storybook/package.json');
  const command = [path.join(path.dirname(storybook), 'dist/bin/dispatcher.js'), 'build', '--output-dir', 'dist'];
  // This process is a test; what is built must not be one.
  const env = { ...process.env, NODE_ENV: 'production' };
  const child = spawn(process.execPath, [...command, '--loglevel', 'warn'], { cwd: app, env, stdio: 'pipe' });
  const output: string[] = [];
  child.stdout.on('data', (chunk) => output.push(String(chunk)));
  child.stderr.on('data', (chunk) => output.push(String(chunk)));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`pnpm build-storybook failed (${code}):\n${output.join('')}`))
    );
  });
}
