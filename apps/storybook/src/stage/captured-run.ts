import { embeddedApis, startWorkerBackend, type Backends, type TimeSpan } from '@dynamo-observability/grafana-host';

import { readTimeline } from './timeline.ts';

/** The captured run, in embedded stores. It had no GPU, so those of its workers are made up. */
export interface CapturedRun {
  readonly backends: Backends;
  readonly scrapeInterval: string;
  /** From its first request to the end of its traffic. */
  readonly traffic: TimeSpan;
  /** The minute before its first request: everything is up and scraped, and nothing has happened yet. */
  readonly beforeTraffic: TimeSpan;
}

const MINUTE_MS = 60_000;

/** The files of the run, by their names; a bundler finds them by this very form of the call. */
const files = new Map(
  Object.entries(
    import.meta.glob<string>('../../../../test/fixtures/captures/long/*.{json,jsonl.gz}', {
      query: '?url',
      import: 'default',
      eager: true,
    })
  ).map(([path, url]) => [path.replace(/^.*\//, ''), new URL(url, document.baseURI).href])
);

let run: Promise<CapturedRun> | undefined;

/** Loads it at the first call. Rejects with a text that names the file which cannot be read. */
export function capturedRun(): Promise<CapturedRun> {
  run ??= load();
  return run;
}

async function load(): Promise<CapturedRun> {
  const prometheus = startWorkerBackend();
  const [traffic] = await Promise.all([
    readTimeline(fileNamed('timeline.json')),
    prometheus.load({ url: fileNamed('scrapes.jsonl.gz'), syntheticGpus: true }),
  ]);
  // Logs and traces are read when a story asks for them first; to them now is when the traffic ends.
  const embedded = embeddedApis(() => traffic.endMs);
  return {
    backends: {
      prometheus,
      loki: embedded({ api: 'loki', processes: Object.fromEntries(processFiles()) }),
      tempo: embedded({ api: 'tempo', otlp: fileNamed(SPANS) }),
    },
    scrapeInterval: '5s',
    traffic,
    beforeTraffic: { startMs: traffic.startMs - MINUTE_MS, endMs: traffic.startMs },
  };
}

const SPANS = 'spans.otlp.jsonl.gz';
const ofNoProcess: ReadonlySet<string> = new Set([
  'scrapes.jsonl.gz',
  'client.jsonl.gz',
  'logs.otlp.jsonl.gz',
  SPANS,
  'timeline.json',
]);

/** What each process wrote to stderr lies in a file of its name. */
const processFiles = (): ReadonlyArray<readonly [process: string, url: string]> =>
  [...files].flatMap(([name, url]) => (ofNoProcess.has(name) ? [] : [[name.replace('.jsonl.gz', ''), url] as const]));

function fileNamed(name: string): string {
  const url = files.get(name);
  if (url === undefined) {
    throw new Error(`The captured run has no file "${name}"; look into test/fixtures/captures/long`);
  }
  return url;
}
