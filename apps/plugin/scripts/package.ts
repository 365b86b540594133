/** Packs what the build has left in `dist` into `artifacts/<id>-<version>.zip`. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { pluginZip } from './plugin-zip.ts';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');

const pathsIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/')
    );

const files = new Map(pathsIn(dist).map((path) => [path, readFileSync(join(dist, path))]));
const description = files.get('plugin.json');
if (description === undefined) {
  throw new Error(`There is no plugin.json in ${dist}; run "pnpm build" first`);
}
const { id, info } = JSON.parse(description.toString()) as { id: string; info: { version: string } };
const zip = pluginZip(id, files);
const target = join(root, 'artifacts', `${id}-${info.version}.zip`);
mkdirSync(join(root, 'artifacts'), { recursive: true });
writeFileSync(target, zip);
process.stdout.write(`${target}: ${files.size} files, ${Math.round(zip.length / 1024)} KB\n`);
