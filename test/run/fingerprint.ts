import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** Path below the root -> hash of the content. */
export type Fingerprint = ReadonlyMap<string, string>;

/** The files below some folders, by content: a comparison that needs no git. A folder that is not there has no files. */
export function fingerprint(root: string, folders: readonly string[]): Fingerprint {
  const files = folders
    .map((folder) => join(root, folder))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const hash = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');
  return new Map(files.sort().map((file) => [relative(root, file).split(sep).join('/'), hash(file)]));
}

/** Files that were added, removed or changed between two looks, sorted. */
export function changed(before: Fingerprint, after: Fingerprint): readonly string[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => before.get(path) !== after.get(path)).sort();
}
