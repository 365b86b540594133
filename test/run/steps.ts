import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { root, run, runScript } from './command.ts';
import { changed, fingerprint, type Fingerprint } from './fingerprint.ts';
import { browser, find, onBuildServer, prometheus, type Requirement } from './requirements.ts';
import { failed, passed, skipped, type Outcome, type Step } from './step.ts';
import { countTests } from './vitest-report.ts';

/** What the build writes and the repository keeps. */
const generated = ['provisioning'];

const script = (name: string) => async (): Promise<Outcome> =>
  (await runScript(name)) === 0 ? passed : failed(`pnpm ${name} failed`);

async function vitest(project: string, env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  const report = join(root, 'artifacts/test', `${project}.json`);
  rmSync(report, { force: true });
  mkdirSync(dirname(report), { recursive: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await run(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', '--project', project, ...reporters],
    env
  );
  try {
    return countTests(JSON.parse(readFileSync(report, 'utf8')), code);
  } catch (error) {
    return failed(`vitest left no report to read (code ${code}): ${String(error)}`);
  }
}

/** Tests that need a program: left out where it is missing, but a failure on a build server. */
async function vitestWith(project: string, requirement: Requirement): Promise<Outcome> {
  const path = find(requirement);
  if (path !== undefined) {
    return vitest(project, { [requirement.variable]: path });
  }
  const reason = `no ${requirement.title}: ${requirement.remedy}`;
  return onBuildServer() ? failed(reason) : skipped(reason);
}

/** What is committed equals what the code says, and the build of this run changed nothing. */
async function drift(before: Fingerprint): Promise<Outcome> {
  const touched = changed(before, fingerprint(root, generated));
  const code = await run(process.execPath, ['--import', 'tsx', 'apps/cli/src/main.ts', 'export', '--check']);
  if (touched.length > 0) {
    return failed(...touched.map((path) => `the build changed ${path}: commit it, or undo what changed it`));
  }
  return code === 0 ? passed : failed('generated files differ from the code: run pnpm export and commit');
}

/** Every step, in order. Looks at the generated files at once, before any step can change them. */
export function steps(): readonly Step[] {
  const before = fingerprint(root, generated);
  return [
    { name: 'lint', title: 'Lint, format, arrows between packages, unused code', run: script('lint') },
    { name: 'types', title: 'Types', run: script('types') },
    { name: 'unit', title: 'Unit tests', run: () => vitest('unit') },
    { name: 'workshop', title: 'The rules of the workshop, by breaking them', run: () => vitest('workshop') },
    { name: 'scenes', title: 'Scenes without a browser', run: () => vitest('scenes') },
    { name: 'build', title: 'Build', run: script('build') },
    { name: 'drift', title: 'Generated files are as committed', run: () => drift(before) },
    { name: 'size', title: 'Size of the plugin', run: script('size') },
    {
      name: 'conformance',
      title: 'Embedded store against Prometheus',
      run: () => vitestWith('conformance', prometheus),
    },
    { name: 'browser', title: 'Pages in a browser', run: () => vitestWith('browser', browser) },
    { name: 'storybook', title: 'Every panel in Storybook', run: () => vitestWith('storybook', browser) },
  ];
}
