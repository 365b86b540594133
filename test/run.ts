/**
 * `pnpm test`: every check of the project, one step after the other. It stops at the first step that fails and always ends with
 * a table and one line of counts. `--only unit,scenes`, `--skip browser`, `--keep-going`.
 */
import { readOptions, type Options } from './run/options.ts';
import type { Outcome, Step } from './run/step.ts';
import { steps } from './run/steps.ts';
import { lastLine, table, total, type Row } from './run/summary.ts';

async function runStep(step: Step): Promise<Row & { readonly outcome: Outcome }> {
  console.log(`\n── ${step.name}: ${step.title}`);
  const start = performance.now();
  const outcome = await step.run();
  return { name: step.name, seconds: (performance.now() - start) / 1000, outcome };
}

async function main(options: Options): Promise<void> {
  const wanted = steps().filter((step) => options.steps.includes(step.name));
  const rows: Row[] = [];
  let going = true;
  for (const step of wanted) {
    if (!going) {
      rows.push({ name: step.name, seconds: 0 });
      continue;
    }
    const row = await runStep(step);
    rows.push(row);
    going = options.keepGoing || row.outcome.failed === 0;
  }
  const sum = total(rows);
  console.log(`\n${table(rows)}\n\n${lastLine(sum)}`);
  process.exitCode = sum.failed > 0 ? 1 : 0;
}

try {
  await main(readOptions(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof RangeError || error instanceof TypeError ? error.message : error);
  process.exitCode = 1;
}
