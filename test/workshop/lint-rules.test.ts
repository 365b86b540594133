import { join } from 'node:path';

import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const eslint = new ESLint({ cwd: root });

/** The rules that a text breaks when it stands in a file of the project. */
async function broken(text: string, file = 'packages/signals/src/metric.ts'): Promise<readonly string[]> {
  const [result] = await eslint.lintText(text, { filePath: join(root, file) });
  return [...new Set(result?.messages.map((m) => m.ruleId ?? m.message))];
}

const promise = 'export async function ready(): Promise<void> { await Promise.resolve(); }\n';
const long = (lines: number) => `export function long(): void {\n${'  Math.random();\n'.repeat(lines)}}\n`;

// The first text loads the compiler.
describe('lint rules', { timeout: 60_000 }, () => {
  it.each([
    ['@typescript-eslint/no-explicit-any', 'export const x = (value: any) => value === 1;\n'],
    ['@typescript-eslint/no-unsafe-return', "export const x = () => JSON.parse('1');\n"],
    ['@typescript-eslint/no-non-null-assertion', 'export const x = (list: string[]) => list[0]!;\n'],
    ['no-restricted-syntax', 'export const x = 1 as unknown as string;\n'],
    ['@typescript-eslint/no-floating-promises', `${promise}ready();\n`],
    ['@typescript-eslint/no-misused-promises', `${promise}[1].forEach(async () => ready());\n`],
    [
      '@typescript-eslint/switch-exhaustiveness-check',
      "export function x(kind: 'a' | 'b'): void {\n  switch (kind) {\n    case 'a':\n      break;\n  }\n}\n",
    ],
    [
      '@typescript-eslint/consistent-type-imports',
      "import { ProcessId } from './process.ts';\n\nexport const x = (id: ProcessId) => id;\n",
    ],
    ['import-x/order', "import { a } from './a.ts';\nimport { join } from 'node:path';\n\nexport const x = join(a);\n"],
    ['no-console', 'console.error(1);\n'],
    ['max-lines-per-function', long(40)],
    ['max-lines', 'export {};\n'.repeat(301)],
    ['@typescript-eslint/ban-ts-comment', '// @ts-ignore\nexport const x = 1;\n'],
    ['workshop/explained-disable', '// eslint-disable-next-line no-console\nconsole.log(1);\n'],
  ])('%s', async (rule, text) => {
    expect(await broken(text)).toContain(rule);
  });

  it('let a rule be switched off with a reason, and only where it is needed', async () => {
    const reason = '// eslint-disable-next-line no-console -- the terminal of a test\n';
    expect(await broken(`${reason}console.log(1);\n`)).toEqual([]);
    expect(await broken(`${reason}export const x = 1;\n`)).toEqual([
      "Unused eslint-disable directive (no problems were reported from 'no-console').",
    ]);
  });

  it('let the command line talk, and tests be long', async () => {
    expect(await broken('console.log(1);\n', 'apps/cli/src/main.ts')).toEqual([]);
    expect(await broken(long(60), 'packages/provisioning/src/files/write.test.ts')).toEqual([]);
  });
});
