import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';

import { lastChange, writtenAt } from './freshness.ts';
import { StartError } from './start-error.ts';

export interface Places {
  /** The repository. */
  readonly root: string;
  /** apps/preview */
  readonly app: string;
  readonly dist: string;
}

type Print = (line: string) => void;

/** Builds the dashboards and the page, unless the built page is newer than all that it is made of. */
export async function buildPage(places: Places, print: Print): Promise<void> {
  if (isFresh(places)) {
    print('The page is up to date.');
    return;
  }
  await timed('Writing the dashboards', print, () => exportDashboards(places.root));
  await timed('Building the page', print, () => bundle(places.app));
}

/** @throws StartError when nothing has been built yet. */
export function requireBuilt({ dist }: Places): void {
  if (writtenAt(path.join(dist, 'index.html')) === -Infinity) {
    throw new StartError(
      'The page has not been built yet, so there is nothing to skip to. Run "pnpm start" without --skip-build.'
    );
  }
}

function isFresh({ root, app, dist }: Places): boolean {
  const sources = lastChange([path.join(root, 'packages'), path.join(app, 'src'), path.join(app, 'server')]);
  const lockfile = writtenAt(path.join(root, 'pnpm-lock.yaml'));
  return writtenAt(path.join(dist, 'index.html')) > Math.max(sources, lockfile);
}

async function timed(what: string, print: Print, work: () => Promise<void>): Promise<void> {
  const start = performance.now();
  print(`${what} …`);
  await work();
  print(`${what}: done in ${((performance.now() - start) / 1000).toFixed(1)} s`);
}

function exportDashboards(root: string): Promise<void> {
  const failure = 'The dashboards cannot be written. "pnpm run export" says:';
  return runNode(['--import', 'tsx', 'apps/cli/src/main.ts', 'export'], root, failure);
}

function bundle(app: string): Promise<void> {
  const vite = createRequire(path.join(app, 'package.json')).resolve('vite/package.json');
  const command = [
    path.join(path.dirname(vite), 'bin/vite.js'),
    'build',
    '--configLoader',
    'runner',
    '--logLevel',
    'warn',
  ];
  return runNode(command, app, 'The page cannot be built:');
}

/** Runs a program and keeps what it prints for the case that it fails. */
function runNode(command: readonly string[], cwd: string, failure: string): Promise<void> {
  // Whoever starts this may be a test; what is built must not be one.
  const env = { ...process.env, NODE_ENV: 'production' };
  const child = spawn(process.execPath, command, { cwd, env, stdio: 'pipe' });
  const output: string[] = [];
  child.stdout.on('data', (chunk) => output.push(String(chunk)));
  child.stderr.on('data', (chunk) => output.push(String(chunk)));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new StartError(`${failure}\n${output.join('')}`))));
  });
}
