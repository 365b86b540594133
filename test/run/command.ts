import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../..');

/** Runs a command in the workspace root with its output on the terminal, and answers its exit code. */
export function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}

/** Runs a script of the root package.json with the pnpm that runs us, or else the pinned one. */
export function runScript(name: string): Promise<number> {
  const pnpm = process.env['npm_execpath'];
  if (pnpm !== undefined && pnpm.includes('pnpm')) {
    return run(process.execPath, [pnpm, 'run', name]);
  }
  return run('npx', ['-y', pinnedPnpm(), 'run', name]);
}

function pinnedPnpm(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  if (typeof manifest === 'object' && manifest !== null && 'packageManager' in manifest) {
    return String(manifest.packageManager);
  }
  throw new Error('package.json names no packageManager; add "packageManager": "pnpm@<version>"');
}
