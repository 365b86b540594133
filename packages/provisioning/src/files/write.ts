import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { exportAll } from './export.ts';
import { manifestPath, readManifest } from './manifest.ts';

/** A generated file that is not as the code says. */
export interface Difference {
  readonly path: string;
  /** `left over`: written by an earlier export, and no longer generated. */
  readonly kind: 'missing' | 'changed' | 'left over';
}

const read = (file: string): string | undefined => (existsSync(file) ? readFileSync(file, 'utf8') : undefined);

/** Files of the last export that this one does not have. */
function leftOver(root: string, files: ReadonlyMap<string, string>): readonly string[] {
  const manifest = read(join(root, manifestPath));
  const known = manifest === undefined ? [] : readManifest(manifest);
  return known.filter((path) => !files.has(path) && existsSync(join(root, path)));
}

/** Replaces a file in one step: a reader sees the old text or the new one, never half of it. */
function replace(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, text);
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/**
 * How the files below a root differ from what the code says, in the order of their paths.
 * @param root the folder that holds `provisioning/`.
 * @throws TypeError when the manifest of the last export cannot be read.
 */
export function checkAll(root: string, files = exportAll()): readonly Difference[] {
  const differences: Difference[] = leftOver(root, files).map((path) => ({ path, kind: 'left over' }));
  for (const [path, text] of files) {
    const found = read(join(root, path));
    if (found !== text) {
      differences.push({ path, kind: found === undefined ? 'missing' : 'changed' });
    }
  }
  return differences.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/**
 * Writes what differs and removes what is no longer generated. The manifest comes last, so an export that broke off is made good
 * by the next one. Files that no export has written are left alone.
 * @param root the folder that holds `provisioning/`.
 * @returns what was different before.
 * @throws TypeError when the manifest of the last export cannot be read; nothing is written then.
 */
export function writeAll(root: string, files = exportAll()): readonly Difference[] {
  const differences = checkAll(root, files);
  const last = (path: string) => (path === manifestPath ? 1 : 0);
  for (const { path } of [...differences].sort((a, b) => last(a.path) - last(b.path))) {
    const text = files.get(path);
    if (text === undefined) {
      rmSync(join(root, path));
    } else {
      replace(join(root, path), text);
    }
  }
  return differences;
}
