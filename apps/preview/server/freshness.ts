import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

const isSource = (file: string): boolean =>
  !/(?:^|[\\/])(?:node_modules|dist)(?:[\\/]|$)/.test(file) && !/\.test\.tsx?$/.test(file);

/** When a file below one of the folders was changed last, in Unix milliseconds; tests, builds and dependencies do not count. */
export function lastChange(folders: readonly string[]): number {
  const times = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter(isSource)
      .map((file) => statSync(path.join(folder, file)).mtimeMs)
  );
  return Math.max(-Infinity, ...times);
}

/** When a file was written; -Infinity when it is not there. */
export function writtenAt(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? -Infinity;
}
