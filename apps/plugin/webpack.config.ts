import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

import CopyWebpackPlugin from 'copy-webpack-plugin';
import webpack, { type Configuration } from 'webpack';
import { merge } from 'webpack-merge';

import { localeFiles } from './scripts/locale-files.ts';

type Environment = Readonly<Record<string, unknown>>;

/** Not resolved by the compiler: create-plugin's files are kept as they are, and they do not hold under our strict settings. */
const scaffold = pathToFileURL(join(import.meta.dirname, '.config/webpack/webpack.config.ts')).href;

/** Its entry for bundlers: the one for `require` cannot be shaken, and would stand whole in the first file of the plugin. */
const i18n = join(dirname(createRequire(import.meta.url).resolve('@grafana/i18n/package.json')), 'dist/esm/index.mjs');

/** create-plugin's build; packages of this workspace take part in it as TypeScript source. */
export default async function config(env: Environment): Promise<Configuration> {
  const base = (await import(scaffold)) as { default: (env: Environment) => Promise<Configuration> };
  return merge(await base.default(env), {
    // The scaffold names only its own file: a change of this one or of the scripts must not meet an old cache.
    cache: {
      type: 'filesystem',
      buildDependencies: { workspace: [import.meta.filename, join(import.meta.dirname, 'scripts/')] },
    },
    // One copy: it keeps the translations in the module (grafana-practice.md E).
    resolve: { alias: { '@grafana/i18n$': i18n } },
    plugins: [
      new CopyWebpackPlugin({ patterns: localeFiles() }),
      // The scaffold compiles JSX to calls of `React`, which our files do not import.
      new webpack.ProvidePlugin({ React: 'react' }),
    ],
  });
}
