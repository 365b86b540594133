import path from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Plugin } from 'vite';

import { grafanaPublicFiles } from './public-files.ts';

const contentTypes: Readonly<Record<string, string>> = { '.svg': 'image/svg+xml', '.woff2': 'font/woff2' };

/** Makes Grafana's packages run in a Vite page: icons and fonts in place, and our PluginPage inside "@grafana/runtime". */
export function grafanaHost(): Plugin {
  const files = grafanaPublicFiles();
  return {
    name: 'grafana-host',
    config: () => ({ resolve: { alias: [runtimeAlias], dedupe: onlyOnce } }),
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const address = /\/(public\/(?:build\/img|fonts)\/[^?]+)/.exec(request.url ?? '')?.[1];
        const content = address === undefined ? undefined : files.get(decodeURIComponent(address));
        if (address === undefined || content === undefined) {
          next();
          return;
        }
        response.setHeader('content-type', contentTypes[path.extname(address)] ?? 'application/octet-stream');
        response.end(content());
      });
    },
    generateBundle() {
      for (const [fileName, content] of files) {
        this.emitFile({ type: 'asset', fileName, source: content() });
      }
    },
  };
}

/** Two copies of one of these would not know of one another's contexts and registries. */
const onlyOnce = [
  'react',
  'react-dom',
  'rxjs',
  'i18next',
  '@grafana/data',
  '@grafana/ui',
  '@grafana/schema',
  '@grafana/i18n',
];

/** The shim itself reaches the real package under another name, an alias in package.json. */
const runtimeAlias = {
  find: /^@grafana\/runtime$/,
  replacement: fileURLToPath(new URL('../runtime-shim.ts', import.meta.url)),
};
