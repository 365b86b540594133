/** `pnpm truth`: holds every panel against what truly happened in simulated installations, and prints how each page stands. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { judgePanels, type JudgedQuery } from './truth/simulated/judge-pages.ts';
import { cases, lookOf, runOf } from './truth/simulated/looks.ts';
import { tally } from './truth/simulated/tally.ts';
import { truthsOf } from './truth/simulated/truths.ts';

const document = fileURLToPath(new URL('../docs/truth.md', import.meta.url));

const judged: JudgedQuery[] = [];
for (const each of cases) {
  const run = runOf(each);
  judged.push(...judgePanels(run, truthsOf(run, each.judged), lookOf(each)));
  console.log(`${each.name}: judged`);
}
const values = judged.reduce((sum, { verdict }) => sum + ('judged' in verdict ? verdict.judged : 0), 0);
const pages = tally(judged);
const rows = pages.map(({ page, panels, right, wrong, blank, reasoned, untold }) =>
  [page, panels, right, wrong.length, blank.length, reasoned, untold.length].join(' | ')
);
const table = [
  'Page | Panels | Right | Wrong | Blank | No truth, with a reason | Not judged yet',
  '--- | --- | --- | --- | --- | --- | ---',
  ...rows,
].map((row) => `| ${row} |`);

console.log(table.join('\n'));
console.log(`${values.toLocaleString('en-US')} values judged in ${cases.length} cases.`);
for (const { page, wrong, blank } of pages) {
  [...wrong.map((id) => `${page}: ${id} is wrong`), ...blank.map((id) => `${page}: ${id} is blank`)].forEach((line) =>
    console.log(line)
  );
}
writeFileSync(
  document,
  `# Are the numbers true?

Each panel's own query is asked over the scrapes of a simulated installation, and each value that it draws is held against the record of what
happened to every request, worker and GPU there. The bound of a value follows from buckets, windows and the moments of scrapes; a property test holds
the bounds themselves. Six mistakes of the field, made on purpose, are caught (\`test/truth/mutations.test.ts\`).

${table.join('\n')}

${values.toLocaleString('en-US')} values were judged in ${cases.length} cases: ${cases.map(({ name, judged: which }) => `${name} (${which})`).join('; ')}. A panel on several pages is counted on each.
Written by \`pnpm truth\`.
`
);
process.exitCode = pages.some(({ wrong }) => wrong.length > 0) ? 1 : 0;
