import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'start-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Run {
  readonly code: number | null;
  readonly output: string;
}

/** Runs `pnpm start` with these words; `whenReady` is called with what it printed once it serves. */
function start(args: readonly string[], whenReady: (stop: () => void) => void = (stop) => stop()): Promise<Run> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'test/start.ts', '--no-open', ...args], { cwd: root });
  let output = '';
  const collect = (chunk: unknown): void => {
    output += String(chunk);
    if (output.includes('Ctrl-C ends it')) {
      whenReady(() => child.kill('SIGINT'));
    }
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}

function file(name: string, content: string | Uint8Array): string {
  const full = path.join(folder, name);
  writeFileSync(full, content);
  return full;
}

describe('pnpm start', () => {
  it('says where the page is and what it shows, and ends with Ctrl-C', async () => {
    const { code, output } = await start([]);
    expect(output).toMatch(/http:\/\/127\.0\.0\.1:\d+\/\n\nShowing the simulated scenario busy/);
    expect(code).toBe(0);
  });

  it('explains itself', async () => {
    const { code, output } = await start(['--help']);
    expect(output).toContain('--prometheus URL');
    expect(code).toBe(0);
  });

  it.each([
    ['a missing capture', () => ['--capture', path.join(folder, 'none.gz')], /there is no such file/],
    [
      'a capture in another format',
      () => ['--capture', file('text', 'hello\n')],
      /is not in the format scrapes\/1: .*line 1/,
    ],
    ['a damaged capture', () => ['--capture', file('cut.gz', Uint8Array.of(0x1f, 0x8b, 8))], /is damaged/],
    ['a Prometheus that is not there', () => ['--prometheus', 'http://127.0.0.1:9'], /cannot be reached: /],
    ['an unknown option', () => ['--fast'], /'--fast'.*Run "pnpm start --help"/],
  ])('ends with one plain paragraph and code 1 for %s', async (_what, args, reason) => {
    const { code, output } = await start(args());
    expect(output.trim()).toMatch(reason);
    expect(output.trim()).not.toMatch(/\n| {4}at /);
    expect(code).toBe(1);
  });

  it('takes another port where the usual one is in use, and says so', async () => {
    const codes: Array<number | null> = [];
    const first = start([], (stop) => {
      void start([]).then(({ code, output }) => {
        codes.push(code);
        expect(output).toMatch(/Port 4400 is in use, so this is on \d+\./);
        stop();
      });
    });
    codes.push((await first).code);
    expect(codes).toEqual([0, 0]);
  });
});
