import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import type { Plugin } from 'vite';

import { CAPTURE_FILE, SHOWN_FILE, type ShownCapture } from '../src/shown/shown.ts';

/** The capture that is shown when nothing else is asked for. */
export const bundledCapturePath = fileURLToPath(
  new URL('../../../test/fixtures/captures/long/scrapes.jsonl.gz', import.meta.url)
);

export const bundledShown: ShownCapture = { kind: 'capture', url: CAPTURE_FILE, scrapeInterval: '5s' };

/** Puts the capture and `preview.json` beside the page, so that any web server can show it. */
export function bundledCapture(): Plugin {
  const files = new Map<string, () => string | Buffer>([
    [CAPTURE_FILE, () => readFileSync(bundledCapturePath)],
    [SHOWN_FILE, () => JSON.stringify(bundledShown)],
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
