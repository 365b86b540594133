import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { manifestPath, manifestText } from './manifest.ts';
import { checkAll, writeAll } from './write.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'export-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const [a, b, c] = ['provisioning/a.json', 'provisioning/deep/b.json', 'provisioning/c.json'] as const;
const files = (...entries: readonly (readonly [string, string])[]) =>
  new Map([...entries, [manifestPath, manifestText(entries.map(([path]) => path))]]);
const found = () =>
  readdirSync(join(root, 'provisioning'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
    .sort();

describe('writing', () => {
  it('writes everything into an empty folder and then finds nothing to do', () => {
    const all = files([a, '1'], [b, '2']);
    expect(writeAll(root, all).map((d) => d.kind)).toEqual(['missing', 'missing', 'missing']);
    expect(readFileSync(join(root, b), 'utf8')).toBe('2');
    expect(checkAll(root, all)).toEqual([]);
    expect(writeAll(root, all)).toEqual([]);
  });

  it('leaves nothing temporary behind', () => {
    writeAll(root, files([a, '1'], [b, '2']));
    expect(found()).toEqual(['a.json', 'b.json', 'generated-files.json']);
  });

  it('removes what is no longer generated, and nothing that it did not write', () => {
    writeAll(root, files([a, '1'], [b, '2']));
    put('provisioning/notes.md', 'mine');
    const differences = writeAll(root, files([a, '1']));
    expect(differences).toContainEqual({ path: b, kind: 'left over' });
    expect(found()).toEqual(['a.json', 'generated-files.json', 'notes.md']);
  });

  it('touches nothing when the manifest cannot be trusted', () => {
    put(manifestPath, '{"files":["package.json"]}');
    put('package.json', 'precious');
    put(a, 'old');
    expect(() => writeAll(root, files([a, 'new']))).toThrow('not below provisioning/');
    expect(readFileSync(join(root, a), 'utf8')).toBe('old');
    expect(existsSync(join(root, 'package.json'))).toBe(true);
  });

  it('that breaks off leaves old files whole and is made good by the next export', () => {
    writeAll(root, files([a, 'old'], [b, 'old']));
    // A folder where a file should be: the second file cannot be replaced.
    mkdirSync(join(root, c, 'blocked'), { recursive: true });
    const next = files([a, 'new'], [c, 'new']);
    expect(() => writeAll(root, next)).toThrow();
    expect(['old', 'new']).toContain(readFileSync(join(root, a), 'utf8'));
    expect(found().filter((name) => name.endsWith('.tmp'))).toEqual([]);

    rmSync(join(root, c), { recursive: true });
    writeAll(root, next);
    expect(checkAll(root, next)).toEqual([]);
    expect(existsSync(join(root, b))).toBe(false);
  });
});

describe('the drift check', () => {
  it('names what is missing, changed and left over, and changes nothing', () => {
    writeAll(root, files([a, '1'], [b, '2']));
    put(a, '1 edited by hand');
    const wanted = files([a, '1'], [c, '3']);
    expect(checkAll(root, wanted)).toEqual([
      { path: a, kind: 'changed' },
      { path: c, kind: 'missing' },
      { path: b, kind: 'left over' },
      { path: manifestPath, kind: 'changed' },
    ]);
    expect(readFileSync(join(root, a), 'utf8')).toBe('1 edited by hand');
    expect(existsSync(join(root, c))).toBe(false);
  });

  it('sees a changed line end', () => {
    writeAll(root, files([a, '1\n']));
    put(a, '1\r\n');
    expect(checkAll(root, files([a, '1\n']))).toEqual([{ path: a, kind: 'changed' }]);
  });

  it('takes an empty folder for an export that never was', () => {
    expect(checkAll(root, files([a, '1'])).every((d) => d.kind === 'missing')).toBe(true);
  });
});
