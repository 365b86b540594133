import { parseArgs } from 'node:util';

import { StartError } from './start-error.ts';

export interface Options {
  /** Undefined: 4400, or the next free one. */
  readonly port?: number;
  readonly prometheus?: URL;
  /** Beside a Prometheus only. */
  readonly loki?: URL;
  readonly tempo?: URL;
  /** A scenario of the simulator, or `capture`. */
  readonly data?: string;
  /** Path of a capture of scrapes, gzipped or not. */
  readonly capture?: string;
  readonly open: boolean;
  readonly build: boolean;
  readonly help: boolean;
}

export const USAGE = `Shows the dashboards in a browser, on a simulated installation in which every panel has data.

  pnpm start [options]

  --prometheus URL  show a running Prometheus instead, for example http://localhost:9090
  --loki URL        with --prometheus: logs from a running Loki, for example http://localhost:3100
  --tempo URL       with --prometheus: traces from a running Tempo, for example http://localhost:3200
  --data NAME       show this scenario (busy, incident-power-cap …), or "capture": a real run
  --capture FILE    show another capture in the format scrapes/1 (.jsonl or .jsonl.gz)
  --port NUMBER     listen on this port of 127.0.0.1; by default 4400 or the next free one
  --no-open         do not open the browser
  --skip-build      serve what was built last
  --help            print this`;

/** Reads the command line, without the two words that start it. @throws StartError that says what is wrong. */
export function parseOptions(argv: readonly string[]): Options {
  const values = readArguments(argv);
  if (values.prometheus !== undefined && values.capture !== undefined) {
    throw new StartError('Give either --prometheus or --capture: the page shows one of the two.');
  }
  if (values.data !== undefined && (values.prometheus ?? values.capture) !== undefined) {
    throw new StartError('Give --data alone, without --prometheus and --capture: the page shows one of them.');
  }
  for (const name of ['loki', 'tempo'] as const) {
    if (values[name] !== undefined && values.prometheus === undefined) {
      throw new StartError(`--${name} goes with --prometheus: give the address of the Prometheus that belongs to it.`);
    }
  }
  return {
    ...(values.port === undefined ? {} : { port: readPort(values.port) }),
    ...(values.prometheus === undefined ? {} : { prometheus: readAddress('prometheus', values.prometheus) }),
    ...(values.loki === undefined ? {} : { loki: readAddress('loki', values.loki) }),
    ...(values.tempo === undefined ? {} : { tempo: readAddress('tempo', values.tempo) }),
    ...(values.capture === undefined ? {} : { capture: values.capture }),
    ...(values.data === undefined ? {} : { data: values.data }),
    open: values['no-open'] !== true,
    build: values['skip-build'] !== true,
    help: values.help === true,
  };
}

const known = {
  port: { type: 'string' },
  prometheus: { type: 'string' },
  loki: { type: 'string' },
  tempo: { type: 'string' },
  capture: { type: 'string' },
  data: { type: 'string' },
  'no-open': { type: 'boolean' },
  'skip-build': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

function readArguments(argv: readonly string[]): ReturnType<typeof parseArgs<{ options: typeof known }>>['values'] {
  // pnpm hands a "--" on that was meant for itself.
  const args = argv.filter((word) => word !== '--');
  try {
    return parseArgs({ args, options: known, strict: true, allowPositionals: false }).values;
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/\s*To specify a positional.*$/s, '') : String(error);
    throw new StartError(`${reason} Run "pnpm start --help" for what there is.`);
  }
}

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) {
    throw new StartError(`--port ${text} is not a port: give a number from 1 to 65535.`);
  }
  return port;
}

const examples = { prometheus: 'http://localhost:9090', loki: 'http://localhost:3100', tempo: 'http://localhost:3200' };

function readAddress(option: keyof typeof examples, text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
    throw new StartError(`--${option} ${text} is not an address: give one such as ${examples[option]}.`);
  }
  return url;
}
