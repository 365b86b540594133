import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build, type Plugin } from 'vite';

import { grafanaHost } from '../../../packages/grafana-host/src/vite/index.ts';

const packages = fileURLToPath(new URL('../../../packages', import.meta.url));
const page = fileURLToPath(new URL('./grafana', import.meta.url));

/** A file of the package from which the imports of the page are found: what the host has, the page shares. */
const host = join(packages, 'grafana-host/src/index.ts');
const fileOf = (name: string): string => createRequire(host).resolve(name);

/** What only a dependency of the host has installed. */
const foundFrom: Readonly<Record<string, () => string>> = {
  '@dynamo-observability/grafana-host': () => join(packages, 'scenes/src/index.ts'),
  '@dynamo-observability/grafana-host/boot': () => join(packages, 'scenes/src/index.ts'),
  '@emotion/react': () => fileOf('@grafana/ui/package.json'),
  lodash: () => fileOf('@grafana/ui/package.json'),
  'react-router': () => fileOf('react-router-dom/package.json'),
};

/** The tests have no dependencies of their own, so that the page gets the very copies that the host uses. */
function installedAtTheHost(): Plugin {
  return {
    name: 'installed-at-the-host',
    enforce: 'pre',
    resolveId(source, importer, options) {
      const isBare = !source.startsWith('.') && !source.startsWith('/') && !source.startsWith('\0');
      // What another plugin has put in the place of a package is left to it.
      return isBare && importer?.startsWith(page) === true && source !== '@grafana/runtime'
        ? this.resolve(source, foundFrom[source]?.() ?? host, { ...options, skipSelf: true })
        : undefined;
    },
  };
}

/** Builds the page that stands in for Grafana into a folder. Takes some ten seconds. */
export async function buildPage(outDir: string): Promise<void> {
  const { NODE_ENV } = process.env;
  // Grafana's packages and React behave otherwise in tests, and this process is one.
  process.env['NODE_ENV'] = 'production';
  try {
    await build({
      configFile: false,
      logLevel: 'error',
      root: page,
      plugins: [installedAtTheHost(), grafanaHost()],
      build: { outDir, emptyOutDir: true, target: 'es2022', minify: false, chunkSizeWarningLimit: 20_000 },
    });
  } finally {
    process.env['NODE_ENV'] = NODE_ENV ?? '';
  }
}
