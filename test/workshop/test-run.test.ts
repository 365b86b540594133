import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { changed, fingerprint } from '../run/fingerprint.ts';
import { readOptions } from '../run/options.ts';
import { browser, find, onBuildServer } from '../run/requirements.ts';
import { failed, passed, skipped, stepNames } from '../run/step.ts';
import { lastLine, table, total } from '../run/summary.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'test-run-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('options', () => {
  it('runs every step when nothing is said', () => {
    expect(readOptions([])).toEqual({ steps: stepNames, keepGoing: false });
  });

  it('keeps the order of the steps, whatever order is written', () => {
    expect(readOptions(['--only', 'browser,unit', '--only', 'lint']).steps).toEqual(['lint', 'unit', 'browser']);
  });

  it('leaves out', () => {
    expect(readOptions(['--only', 'unit,types', '--skip', 'types', '--keep-going'])).toEqual({
      steps: ['unit'],
      keepGoing: true,
    });
  });

  it('names the steps there are when one is unknown', () => {
    expect(() => readOptions(['--skip', 'units'])).toThrow('--skip units: there is no such step. Steps: lint, types');
  });

  it('does not run nothing', () => {
    expect(() => readOptions(['--only', 'unit', '--skip', 'unit'])).toThrow('leave no step');
  });

  it('refuses an unknown option', () => {
    expect(() => readOptions(['--fast'])).toThrow('--fast');
  });
});

describe('summary', () => {
  const rows = [
    { name: 'lint', seconds: 12.34, outcome: passed },
    { name: 'unit', seconds: 3, outcome: { passed: 40, failed: 2, skipped: 1, notes: ['skipped: slow'] } },
    { name: 'conformance', seconds: 0, outcome: skipped('no Prometheus') },
    { name: 'browser', seconds: 0 },
  ];

  it('adds up what was reached', () => {
    expect(total(rows)).toMatchObject({ passed: 41, failed: 2, skipped: 2 });
  });

  it('ends with one line in a fixed form', () => {
    expect(lastLine(total(rows))).toBe('Tests: 41 passed, 2 failed, 2 skipped');
    expect(lastLine(passed)).toBe('Tests: 1 passed, 0 failed');
    expect(lastLine(failed('x'))).toBe('Tests: 0 passed, 1 failed');
  });

  it('tells passed, failed, skipped and not reached apart, with reasons', () => {
    const lines = table(rows).split('\n');
    expect(lines.find((l) => l.startsWith('lint'))).toMatch(/passed +1 +0 +0 +12\.3 s$/);
    expect(lines.find((l) => l.startsWith('unit'))).toMatch(/FAILED +40 +2 +1 +3\.0 s$/);
    expect(lines.find((l) => l.startsWith('conformance'))).toMatch(/skipped +0 +0 +1/);
    expect(lines.find((l) => l.startsWith('browser'))).toMatch(/not reached$/);
    expect(lines).toContain('  conformance: no Prometheus');
  });
});

describe('programs that tests need', () => {
  const program = (name: string, mode = 0o755) => {
    writeFileSync(join(folder, name), '');
    chmodSync(join(folder, name), mode);
    return join(folder, name);
  };

  it('are found on the PATH under any of their names', () => {
    const path = program('chromium-browser');
    expect(find(browser, { PATH: `/nowhere:${folder}` })).toBe(path);
  });

  it('are taken from the environment first', () => {
    program('chromium');
    const own = program('my-chromium');
    expect(find(browser, { PATH: folder, CHROMIUM_PATH: own })).toBe(own);
  });

  it('are missing when the environment points nowhere, whatever the PATH holds', () => {
    program('chromium');
    expect(find(browser, { PATH: folder, CHROMIUM_PATH: join(folder, 'none') })).toBeUndefined();
  });

  it('must be executable', () => {
    program('chromium', 0o644);
    expect(find(browser, { PATH: folder })).toBeUndefined();
    expect(find(browser, {})).toBeUndefined();
  });

  it.each([
    ['true', true],
    ['1', true],
    ['', false],
    ['false', false],
    [undefined, false],
  ])('CI=%s means a build server: %s', (value, expected) => {
    expect(onBuildServer(value === undefined ? {} : { CI: value })).toBe(expected);
  });
});

describe('drift without git', () => {
  beforeEach(() => {
    mkdirSync(join(folder, 'out/deep'), { recursive: true });
    writeFileSync(join(folder, 'out/same'), 'a');
    writeFileSync(join(folder, 'out/deep/edited'), 'a');
    writeFileSync(join(folder, 'out/removed'), 'a');
  });

  it('names every file that was added, edited or removed', () => {
    const before = fingerprint(folder, ['out']);
    writeFileSync(join(folder, 'out/deep/edited'), 'b');
    writeFileSync(join(folder, 'out/added'), 'a');
    rmSync(join(folder, 'out/removed'));
    expect(changed(before, fingerprint(folder, ['out']))).toEqual(['out/added', 'out/deep/edited', 'out/removed']);
  });

  it('sees nothing where nothing changed', () => {
    expect(changed(fingerprint(folder, ['out']), fingerprint(folder, ['out']))).toEqual([]);
  });

  it('takes a folder that is not there for empty', () => {
    expect([...fingerprint(folder, ['none']).keys()]).toEqual([]);
    expect(changed(fingerprint(folder, ['none']), fingerprint(folder, ['out']))).toHaveLength(3);
  });
});
