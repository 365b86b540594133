import { resolve } from 'node:path';

import { Command } from 'commander';

import { runExport } from './export-command.ts';

const workspace = resolve(import.meta.dirname, '../../..');

const program = new Command('dynamo-observability').description('Tools around the dashboards for NVIDIA Dynamo.');

program
  .command('export')
  .description(
    'Write dashboards and settings from code to provisioning/. A dashboard that breaks a rule is not written.'
  )
  .option('--out <folder>', 'the folder that gets provisioning/', workspace)
  .option('--check', 'write nothing; fail when the files differ from the code', false)
  .action(({ out, check }: { out: string; check: boolean }) => {
    process.exitCode = runExport({ out: resolve(out), check }, (line) => console.log(line));
  });

try {
  await program.parseAsync();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
