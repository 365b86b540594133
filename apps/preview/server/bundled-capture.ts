import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { scenarioNamed } from '@dynamo-observability/simulator';
import type { Plugin } from 'vite';

import { CAPTURE_FILE, SHOWN_FILE, type ShownCapture, type ShownScenario } from '../src/shown/shown.ts';

const folder = fileURLToPath(new URL('../../../test/fixtures/captures/long/', import.meta.url));

/** The capture of a real run that comes with the page. */
export const bundledCapturePath = path.join(folder, 'scrapes.jsonl.gz');

/** Where a file of the capture lies, relative to the page's base. */
const addressOf = (file: string): string => path.posix.join(path.posix.dirname(CAPTURE_FILE), file);

const LOGS_OTLP = 'logs.otlp.jsonl.gz';
const SPANS_OTLP = 'spans.otlp.jsonl.gz';
const noProcess = new Set(['scrapes.jsonl.gz', 'client.jsonl.gz', LOGS_OTLP, SPANS_OTLP]);

/** What each process wrote to stderr lies in a file of its name. */
const processFiles = readdirSync(folder).filter((file) => file.endsWith('.jsonl.gz') && !noProcess.has(file));

export const bundledCaptureShown: ShownCapture = {
  kind: 'capture',
  url: CAPTURE_FILE,
  scrapeInterval: '5s',
  processes: Object.fromEntries(processFiles.map((file) => [file.replace('.jsonl.gz', ''), addressOf(file)])),
  logsOtlp: addressOf(LOGS_OTLP),
  spansOtlp: addressOf(SPANS_OTLP),
  syntheticGpus: true,
};

/** A scenario, and the capture as another choice. @param name as the simulator knows it */
export const scenarioShown = (name: string): ShownScenario => ({
  kind: 'scenario',
  name,
  scrapeInterval: `${scenarioNamed(name).scrapeIntervalSeconds}s`,
  capture: bundledCaptureShown,
});

/** What is shown when nothing else is asked for: every panel has data there. */
export const DEFAULT_SCENARIO = 'busy';

/** Puts the capture and `preview.json` beside the page, so that any web server can show it. */
export function bundledCapture(): Plugin {
  const files = new Map<string, () => string | Buffer>([
    [CAPTURE_FILE, () => readFileSync(bundledCapturePath)],
    ...[...processFiles, LOGS_OTLP, SPANS_OTLP].map((file): [string, () => Buffer] => [
      addressOf(file),
      () => readFileSync(path.join(folder, file)),
    ]),
    [SHOWN_FILE, () => JSON.stringify(scenarioShown(DEFAULT_SCENARIO))],
  ]);
  return {
    name: 'bundled-capture',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const content = files.get((request.url ?? '').slice(1));
        if (content === undefined) {
          next();
        } else {
          response.end(content());
        }
      });
    },
    generateBundle() {
      for (const [fileName, content] of files) {
        this.emitFile({ type: 'asset', fileName, source: content() });
      }
    },
  };
}
