// @ts-check
import grafana from '@grafana/eslint-config';
import typescript from '@typescript-eslint/eslint-plugin';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import accessibility from 'eslint-plugin-jsx-a11y';

const sources = ['**/*.ts', '**/*.tsx', '**/*.mts'];
const tests = ['**/*.test.ts', '**/*.test.tsx', 'test/**', '**/testing/**'];

/** A rule that is switched off says why, beside it: `eslint-disable-next-line max-lines -- one entry a metric`. */
const explainedDisable = {
  meta: { type: 'suggestion', schema: [], messages: { reason: 'Say why the rule is off: add "-- <reason>".' } },
  create: (context) => ({
    Program() {
      for (const comment of context.sourceCode.getAllComments()) {
        const text = comment.value.trim();
        if (/^eslint-disable\b/.test(text) && !/\s--\s+\S/.test(text)) {
          context.report({ loc: comment.loc, messageId: 'reason' });
        }
      }
    },
  }),
};

// A severity alone would keep Grafana's exceptions of `no-console`, so its own setting goes first.
const withoutConsole = grafana.map((config) => ({
  ...config,
  rules: Object.fromEntries(Object.entries(config.rules ?? {}).filter(([rule]) => rule !== 'no-console')),
}));

const workshop = { rules: { 'explained-disable': explainedDisable } };

export default [
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      '**/fixtures/**',
      'provisioning/**',
      'artifacts/**',
      'coverage/**',
      'apps/plugin/.config/**',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  ...withoutConsole,
  {
    name: 'every file',
    plugins: { workshop, 'import-x': importX },
    settings: {
      // The workspace root has no React of its own to look at.
      react: { version: '18.3' },
      'import-x/internal-regex': '^@dynamo-observability/',
      'import-x/resolver-next': [createTypeScriptImportResolver({ noWarnOnMultipleProjects: true })],
    },
    rules: {
      'workshop/explained-disable': 'error',
      'no-console': 'error',
      // `import type` beside `import` of one module is how the two are told apart.
      'no-duplicate-imports': ['error', { allowSeparateTypeImports: true }],
      'import-x/order': [
        'error',
        {
          groups: ['builtin', ['external', 'internal'], ['parent', 'sibling', 'index']],
          'newlines-between': 'always',
          alphabetize: { order: 'asc', caseInsensitive: true },
        },
      ],
      'react/react-in-jsx-scope': 'off',
      'react/prop-types': 'off',
    },
  },

  ...typescript.configs['flat/recommended-type-checked'].map((config) => ({ ...config, files: sources })),
  {
    name: 'types',
    files: sources,
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/array-type': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', caughtErrors: 'none', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'TSAsExpression > TSAsExpression > TSUnknownKeyword',
          message: 'A cast through unknown hides a mistake: narrow with a check.',
        },
      ],
    },
  },
  {
    name: 'size',
    files: sources,
    rules: {
      'max-lines': ['error', { max: 300 }],
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
    },
  },
  { ...accessibility.flatConfigs.recommended, files: ['**/*.tsx'] },
  {
    name: 'tests',
    files: tests,
    rules: {
      // A `describe` is as long as its list of cases.
      'max-lines-per-function': 'off',
      // A stand-in for something asynchronous is asynchronous too, and has nothing to wait for.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    name: 'what runs in Node and talks to a terminal',
    files: ['apps/cli/**', 'apps/*/scripts/**', 'apps/preview/server/**', 'test/**'],
    rules: { 'no-console': 'off' },
  },
];
