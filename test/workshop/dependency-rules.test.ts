import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

import { cruise } from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const config = resolve(import.meta.dirname, '../../.dependency-cruiser.cjs');
const packages = ['signals', 'query', 'dashboards', 'scenes', 'grafana-host', 'telemetry-store'];

let root = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'arrows-'));
  for (const name of packages) {
    write(`packages/${name}/package.json`, manifest(`@dynamo-observability/${name}`, 'src/index.ts'));
    write(`packages/${name}/src/index.ts`, 'export const door = 1;\n');
    write(`packages/${name}/src/inside.ts`, "import { door } from './index.ts';\nexport const inside = door;\n");
    mkdirSync(join(root, 'node_modules/@dynamo-observability'), { recursive: true });
    symlinkSync(join(root, 'packages', name), join(root, 'node_modules/@dynamo-observability', name));
  }
  for (const name of ['react', '@grafana/data', '@grafana/ui', '@grafana/schema', 'fast-check']) {
    write(`node_modules/${name}/package.json`, manifest(name, 'index.js'));
    write(`node_modules/${name}/index.js`, 'export const x = 1;\n');
  }
});

afterEach(() => rmSync(root, { recursive: true }));

function manifest(name: string, entry: string): string {
  const dependencies = { react: '1', '@grafana/data': '1', '@grafana/ui': '1', '@grafana/schema': '1' };
  const devDependencies = { 'fast-check': '1' };
  return JSON.stringify({ name, type: 'module', exports: { '.': `./${entry}` }, dependencies, devDependencies });
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

interface Violation {
  readonly rule: string;
  readonly from: string;
}

async function violations(): Promise<Violation[]> {
  const options = await extractOptions(config);
  const rooms = ['packages', 'apps', 'test'].filter((room) => existsSync(join(root, room)));
  const { output } = await cruise(rooms, { ...options, baseDir: root });
  if (typeof output === 'string') {
    throw new Error(output);
  }
  return output.summary.violations.map((v) => ({ rule: v.rule.name, from: v.from }));
}

/** The rules that one file with one import breaks. */
async function broken(file: string, from: string, statement = 'import'): Promise<string[]> {
  const use = statement === 'import' ? 'export const used = x;' : 'export type Used = x;';
  write(file, `${statement} { x } from '${from}';\n${use}\n`);
  const own = (await violations()).filter((v) => v.from === file);
  return [...new Set(own.map((v) => v.rule))];
}

const self = '@dynamo-observability';

describe('arrows between rooms', () => {
  it.each([
    ['packages/query/src/a.ts', `${self}/signals`],
    ['packages/dashboards/src/a.ts', `${self}/query`],
    ['packages/scenes/src/a.tsx', `${self}/dashboards`],
    ['packages/scenes/src/a.tsx', '@grafana/ui'],
    ['apps/preview/src/a.tsx', `${self}/grafana-host`],
    ['apps/preview/server/a.ts', 'node:http'],
    ['apps/cli/src/a.ts', 'node:fs'],
    ['packages/query/src/a.test.ts', 'fast-check'],
    ['packages/query/src/a.test.ts', 'node:fs'],
  ])('%s may import %s', async (file, from) => {
    expect(await broken(file, from)).toEqual([]);
  });

  it.each([
    ['packages/signals/src/a.ts', `${self}/query`, 'arrow-packages-signals'],
    ['packages/query/src/a.ts', `${self}/dashboards`, 'arrow-packages-query'],
    ['packages/telemetry-store/src/a.ts', `${self}/signals`, 'arrow-packages-telemetry-store'],
    ['packages/grafana-host/src/a.ts', `${self}/scenes`, 'arrow-packages-grafana-host'],
    ['apps/plugin/src/a.ts', `${self}/grafana-host`, 'arrow-apps-plugin'],
    ['packages/newcomer/src/a.ts', `${self}/query`, 'room-without-arrows'],
    ['packages/dashboards/src/a.ts', '../../query/src/inside.ts', 'front-door-only'],
    ['apps/preview/src/a.ts', '../../../packages/scenes/src/inside.ts', 'front-door-only'],
    ['test/truth/a.test.ts', '../../packages/query/src/inside.ts', 'front-door-only-from-test'],
    ['packages/dashboards/src/a.ts', 'react', 'pure-without-react-or-grafana'],
    ['packages/query/src/a.ts', '@grafana/data', 'pure-without-react-or-grafana'],
    ['packages/provisioning/src/a.ts', '@grafana/ui', 'grafana-only-in-its-rooms'],
    ['test/e2e/a.ts', '@grafana/ui', 'grafana-only-in-its-rooms'],
    ['packages/dashboards/src/a.ts', 'node:fs', 'node-only-where-it-runs'],
    ['packages/scenes/src/a.ts', 'fs', 'node-only-where-it-runs'],
    ['packages/query/src/a.ts', 'left-pad', 'declared-dependencies-only'],
    ['packages/query/src/a.ts', 'fast-check', 'no-development-dependencies-at-run-time'],
  ])('%s may not import %s (%s)', async (file, from, rule) => {
    expect(await broken(file, from)).toContain(rule);
  });

  it('lets a pure package use types of the Grafana schema, and nothing else of it', async () => {
    expect(await broken('packages/dashboards/src/a.ts', '@grafana/schema', 'import type')).toEqual([]);
    expect(await broken('packages/dashboards/src/b.ts', '@grafana/schema')).toContain('schema-types-only');
  });

  it('reports a cycle, also one of types', async () => {
    write('packages/query/src/first.ts', "import type { x } from './second.ts';\nexport type y = x;\n");
    write('packages/query/src/second.ts', "import type { y } from './first.ts';\nexport type x = y;\n");
    expect((await violations()).map((v) => v.rule)).toEqual(['no-cycles']);
  });

  it('reports a file that stands alone', async () => {
    write('packages/query/src/alone.ts', 'export const alone = 1;\n');
    expect(await violations()).toEqual([{ rule: 'no-orphans', from: 'packages/query/src/alone.ts' }]);
  });
});
