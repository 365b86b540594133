import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Shown, ShownPrometheus } from '../src/shown/shown.ts';
import { buildPage, requireBuilt, type Places } from './build-page.ts';
import { bundledCapturePath, bundledCaptureShown, DEFAULT_SCENARIO, scenarioShown } from './bundled-capture.ts';
import { readCapture } from './capture-file.ts';
import { DEFAULT_PORT, listen } from './listen.ts';
import { checkLoki, checkTempo } from './logs-and-traces.ts';
import { openBrowser } from './open-browser.ts';
import { parseOptions, USAGE, type Options } from './options.ts';
import { pageServer, type PageContent } from './page-server.ts';
import { checkPrometheus } from './prometheus.ts';
import { StartError } from './start-error.ts';
import { upstream } from './upstream.ts';

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

async function contentOf({ prometheus, loki, tempo, capture, data = DEFAULT_SCENARIO }: Options): Promise<PageContent> {
  if (prometheus !== undefined) {
    return serversOf({
      prometheus,
      ...(loki === undefined ? {} : { loki }),
      ...(tempo === undefined ? {} : { tempo }),
    });
  }
  if (capture === undefined && data !== 'capture') {
    return { shown: scenarioOrError(data) };
  }
  if (capture === undefined) {
    const { content } = await readCapture(bundledCapturePath);
    return { shown: bundledCaptureShown, capture: content };
  }
  const { shown, content } = await readCapture(path.resolve(process.env['INIT_CWD'] ?? '.', capture));
  return { shown, capture: content };
}

function scenarioOrError(name: string): Shown {
  try {
    return scenarioShown(name);
  } catch (error) {
    throw new StartError(`--data ${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Asks each server whether it is one of its kind. */
async function serversOf(urls: { prometheus: URL; loki?: URL; tempo?: URL }): Promise<PageContent> {
  const prometheus = upstream('Prometheus', urls.prometheus);
  const loki = urls.loki === undefined ? undefined : upstream('Loki', urls.loki);
  const tempo = urls.tempo === undefined ? undefined : upstream('Tempo', urls.tempo);
  const shown: ShownPrometheus = {
    ...(await checkPrometheus(prometheus)),
    ...(loki === undefined ? {} : { loki: await checkLoki(loki) }),
    ...(tempo === undefined ? {} : { tempo: await checkTempo(tempo) }),
  };
  const upstreams = { prometheus, ...(loki === undefined ? {} : { loki }), ...(tempo === undefined ? {} : { tempo }) };
  return { shown, upstreams };
}

function addressOf(server: Server): string {
  const address: AddressInfo | string | null = server.address();
  return typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}/` : '';
}

function describe(shown: Shown): string {
  if (shown.kind === 'prometheus') {
    const { address, loki, tempo } = shown;
    return [
      `Prometheus at ${address}`,
      ...(loki === undefined ? [] : [`Loki at ${loki.address}`]),
      ...(tempo === undefined ? [] : [`Tempo at ${tempo.address}`]),
    ].join(', ');
  }
  if (shown.kind === 'scenario') {
    return `the simulated scenario ${shown.name}`;
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
