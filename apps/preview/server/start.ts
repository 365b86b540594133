import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Shown } from '../src/shown/shown.ts';
import { buildPage, requireBuilt, type Places } from './build-page.ts';
import { bundledCapturePath, bundledShown } from './bundled-capture.ts';
import { readCapture } from './capture-file.ts';
import { DEFAULT_PORT, listen } from './listen.ts';
import { openBrowser } from './open-browser.ts';
import { parseOptions, USAGE, type Options } from './options.ts';
import { pageServer, type PageContent } from './page-server.ts';
import { checkPrometheus, prometheusServer } from './prometheus.ts';
import { StartError } from './start-error.ts';

const app = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');
const places: Places = { app, root: path.resolve(app, '../..'), dist: path.join(app, 'dist') };

/** `pnpm start`: checks what is to be shown, builds, serves, and ends with Ctrl-C. Sets the exit code. */
export async function start(argv: readonly string[]): Promise<void> {
  try {
    const options = parseOptions(argv);
    if (options.help) {
      console.log(USAGE);
      return;
    }
    const { server, address, shown } = await serve(options, console.log);
    // Before it is offered: a Ctrl-C that comes at once must end it as well.
    closeOnSignal(server);
    console.log(`\n  ${address}\n\nShowing ${describe(shown)}. Ctrl-C ends it.`);
    if (options.open) {
      openBrowser(address);
    }
  } catch (error) {
    console.error(error instanceof StartError ? error.message : error);
    process.exitCode = 1;
  }
}

export interface Served {
  readonly server: Server;
  readonly address: string;
  readonly shown: Shown;
}

/** Everything but the browser and the signals. @throws StartError */
export async function serve(options: Options, print: (line: string) => void): Promise<Served> {
  const content = await contentOf(options);
  if (options.build) {
    await buildPage(places, print);
  } else {
    requireBuilt(places);
  }
  const server = pageServer(places.dist, content);
  const port = await listen(server, options.port);
  if (options.port === undefined && port !== DEFAULT_PORT) {
    print(`Port ${DEFAULT_PORT} is in use, so this is on ${port}.`);
  }
  return { server, address: addressOf(server), shown: content.shown };
}

async function contentOf({ prometheus, capture }: Options): Promise<PageContent> {
  if (prometheus !== undefined) {
    const server = prometheusServer(prometheus);
    return { shown: await checkPrometheus(server), prometheus: server };
  }
  if (capture === undefined) {
    const { content } = await readCapture(bundledCapturePath);
    return { shown: bundledShown, capture: content };
  }
  const { shown, content } = await readCapture(path.resolve(process.env['INIT_CWD'] ?? '.', capture));
  return { shown, capture: content };
}

function addressOf(server: Server): string {
  const address: AddressInfo | string | null = server.address();
  return typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}/` : '';
}

function describe(shown: Shown): string {
  if (shown.kind === 'prometheus') {
    return `Prometheus at ${shown.address}`;
  }
  return shown.file === undefined ? 'a real capture of Dynamo 1.6.1 with mocker engines' : `the capture ${shown.file}`;
}

function closeOnSignal(server: Server): void {
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  process.once('SIGINT', close);
  process.once('SIGTERM', close);
}
