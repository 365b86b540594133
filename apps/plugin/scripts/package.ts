import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { zipSync } from 'fflate';

/** Packs the built plugin as Grafana installs it: one folder, named like the plugin. The same files always give the same bytes. */
const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');

/** The zip format has no dates before 1980 and no time zones; this one is written the same everywhere. */
const mtime = new Date(1980, 0, 1);

const files = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) =>
    join(entry.parentPath, entry.name)
      .slice(dist.length + 1)
      .replaceAll('\\', '/')
  )
  .sort();
if (!files.includes('plugin.json')) {
  throw new Error(`There is no plugin.json in ${dist}; run "pnpm build" first`);
}

const { id, info } = JSON.parse(readFileSync(join(dist, 'plugin.json'), 'utf8')) as {
  id: string;
  info: { version: string };
};
const zip = zipSync(Object.fromEntries(files.map((file) => [`${id}/${file}`, readFileSync(join(dist, file))])), {
  level: 9,
  mtime,
});
const target = join(root, 'artifacts', `${id}-${info.version}.zip`);
mkdirSync(join(root, 'artifacts'), { recursive: true });
writeFileSync(target, zip);
process.stdout.write(`${target}: ${files.length} files, ${Math.round(zip.length / 1024)} KB\n`);
