import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { lastChange, writtenAt } from './freshness.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'fresh-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(file: string, second: number): void {
  const full = path.join(folder, file);
  mkdirSync(path.dirname(full), { recursive: true });
  writeFileSync(full, '');
  utimesSync(full, second, second);
}

describe('the last change of sources', () => {
  it('is that of the newest file in any depth', () => {
    write('src/a.ts', 1000);
    write('src/deep/b.json', 5000);
    utimesSync(path.join(folder, 'src'), 1, 1);
    utimesSync(path.join(folder, 'src/deep'), 1, 1);
    expect(lastChange([path.join(folder, 'src')])).toBe(5_000_000);
  });

  it('does not look at dependencies, builds and tests', () => {
    write('src/a.ts', 1000);
    write('src/node_modules/x/b.ts', 9000);
    write('src/dist/c.ts', 9000);
    write('src/a.test.ts', 9000);
    utimesSync(path.join(folder, 'src'), 1, 1);
    expect(lastChange([path.join(folder, 'src')])).toBe(1_000_000);
  });
});

describe('the time of writing', () => {
  it('is long ago for a file that is not there', () => {
    expect(writtenAt(path.join(folder, 'none'))).toBe(-Infinity);
  });
});
