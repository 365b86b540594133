import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import { defineConfig } from 'vitest/config';

const root = import.meta.dirname;
const built = ['**/dist/**', '**/node_modules/**'];
const minutes = 60_000;

/** `uwrap`, which @grafana/ui brings, names its entry as `module` only, which Node does not know. */
function uwrap(): string {
  const ui = realpathSync(join(root, 'packages/scenes/node_modules/@grafana/ui/package.json'));
  return join(dirname(createRequire(ui).resolve('uwrap/package.json')), 'dist/uWrap.mjs');
}

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          // Modules without state are loaded once for all files: a third of the time. A test leaves no global changed.
          isolate: false,
          include: ['packages/**/*.test.ts', 'apps/**/*.test.ts', 'test/truth/**/*.test.ts'],
          exclude: [...built, '**/*.scenes.test.*'],
        },
      },
      {
        // Runs ESLint and dependency-cruiser, which take longer to start than all unit tests together.
        test: { name: 'workshop', environment: 'node', include: ['test/workshop/**/*.test.ts'], testTimeout: minutes },
      },
      {
        // Importing @grafana/ui takes many seconds, so all files share one worker and one set of modules.
        resolve: { alias: { uwrap: uwrap() } },
        test: {
          name: 'scenes',
          environment: 'jsdom',
          include: ['{packages,apps}/**/*.scenes.test.{ts,tsx}'],
          exclude: built,
          setupFiles: ['packages/scenes/src/testing/setup.ts'],
          isolate: false,
          maxWorkers: 1,
          css: false,
          testTimeout: minutes / 2,
          hookTimeout: minutes,
          server: { deps: { inline: [/@grafana\//, /react-data-grid/, /rc-/, /uplot/] } },
        },
      },
      {
        test: {
          name: 'conformance',
          environment: 'node',
          include: ['test/conformance/**/*.test.ts'],
          exclude: built,
          testTimeout: 2 * minutes,
          hookTimeout: 2 * minutes,
        },
      },
      {
        test: {
          name: 'browser',
          environment: 'node',
          include: ['test/browser/**/*.test.ts'],
          exclude: built,
          fileParallelism: false,
          testTimeout: 2 * minutes,
          hookTimeout: 3 * minutes,
        },
      },
      {
        // Its first file builds the static Storybook, which takes ten seconds or more.
        test: {
          name: 'storybook',
          environment: 'node',
          include: ['test/storybook/**/*.test.ts'],
          exclude: built,
          fileParallelism: false,
          testTimeout: minutes,
          hookTimeout: 3 * minutes,
        },
      },
    ],
  },
});
