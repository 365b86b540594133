import type { Outcome } from './step.ts';

/** A line of the summary: a step, and what became of it. A step that was not reached has no outcome. */
export interface Row {
  readonly name: string;
  readonly seconds: number;
  readonly outcome?: Outcome;
}

const verdict = ({ failed, passed, skipped }: Outcome) =>
  failed > 0 ? 'FAILED' : passed === 0 && skipped > 0 ? 'skipped' : 'passed';

function line({ name, seconds, outcome }: Row): string {
  if (outcome === undefined) {
    return `${name.padEnd(12)} not reached`;
  }
  const { passed, failed, skipped } = outcome;
  const counts = [passed, failed, skipped].map((n) => String(n).padStart(7)).join(' ');
  return `${name.padEnd(12)} ${verdict(outcome).padEnd(8)} ${counts} ${`${seconds.toFixed(1)} s`.padStart(9)}`;
}

/** A table of the steps with their counts, and below it why something was skipped or failed. */
export function table(rows: readonly Row[]): string {
  const header = `${'step'.padEnd(21)} ${'passed'.padStart(7)} ${'failed'.padStart(7)} ${'skipped'.padStart(7)} ${'time'.padStart(9)}`;
  const notes = rows.flatMap(({ name, outcome }) => (outcome?.notes ?? []).map((note) => `  ${name}: ${note}`));
  return [header, ...rows.map(line), ...(notes.length > 0 ? ['', ...notes] : [])].join('\n');
}

/** The total of all steps. */
export function total(rows: readonly Row[]): Outcome {
  const outcomes = rows.flatMap(({ outcome }) => (outcome === undefined ? [] : [outcome]));
  const add = (count: (o: Outcome) => number) => outcomes.reduce((sum, o) => sum + count(o), 0);
  return { passed: add((o) => o.passed), failed: add((o) => o.failed), skipped: add((o) => o.skipped), notes: [] };
}

/** The last line: `Tests: 12 passed, 0 failed`, and `, 1 skipped` only if there are any. */
export function lastLine({ passed, failed, skipped }: Outcome): string {
  return `Tests: ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
