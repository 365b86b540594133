import { readdirSync, readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { pluginFile } from './served-plugin.ts';

const text = (name: string): string => readFileSync(pluginFile(name), 'utf8');
const json = (name: string): unknown => JSON.parse(text(name));

describe('the built plugin', () => {
  it('asks Grafana for what Grafana 12.3 shares, and for nothing else (toolchain.md 3.4)', () => {
    const [, list = ''] = /^define\((\[[^\]]*\])/m.exec(text('module.js')) ?? [];
    expect(JSON.parse(list)).toEqual([
      '@emotion/css',
      '@emotion/react',
      '@grafana/data',
      '@grafana/runtime',
      '@grafana/ui',
      'i18next',
      'lodash',
      'module',
      'react',
      'react-dom',
      'react-router',
      'react/jsx-runtime',
      'rxjs',
    ]);
  });

  it('has no part of Scenes and no dashboard in the file that every page loads', () => {
    const { sources } = json('module.js.map') as { sources: readonly string[] };
    expect(sources.filter((source) => /@grafana\/scenes|packages\/(dashboards|query|signals)\//.test(source))).toEqual(
      []
    );
  });

  it('has one copy of what keeps the translations', () => {
    const maps = readdirSync(pluginFile('.')).filter((name) => name.endsWith('.js.map'));
    const sources = maps.flatMap((name) => (json(name) as { sources: readonly string[] }).sources);
    expect(sources.filter((source) => /@grafana\/i18n\/dist\/.*\/(i18n\.mjs|index\.cjs)$/.test(source))).toHaveLength(
      1
    );
  });

  it('uses nothing that React 19 no longer has, so that one build serves Grafana 12 and 13', () => {
    const gone = /__SECRET_INTERNALS|findDOMNode|ReactDOM\.render\(|unmountComponentAtNode/;
    const maps = readdirSync(pluginFile('.')).filter((name) => name.endsWith('.js.map'));
    const sources = maps.flatMap((name) => {
      const { sources: paths, sourcesContent } = json(name) as { sources: string[]; sourcesContent: string[] };
      return paths.filter((_, index) => gone.test(sourcesContent[index] ?? ''));
    });
    const packages = sources.map((path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? path);
    // Of the grid of Scenes: they ask for findDOMNode only where they are given no reference to the node, and the grid gives one.
    expect([...new Set(packages)].sort()).toEqual(['react-draggable', 'react-resizable']);
  });

  it('has its texts in every language that it says it has', () => {
    const { id, languages } = json('plugin.json') as { id: string; languages: readonly string[] };
    const keys = (value: unknown): readonly string[] =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([key, below]) => [key, ...keys(below).map((k) => `${key}.${k}`)])
        : [];
    const [first, ...others] = languages.map((language) => keys(json(`locales/${language}/${id}.json`)).toSorted());
    expect(first?.length).toBeGreaterThan(100);
    others.forEach((other) => expect(other).toEqual(first));
  });

  it('has the files that Grafana shows beside it', () => {
    for (const name of ['README.md', 'CHANGELOG.md', 'LICENSE', 'img/logo.svg']) {
      expect(text(name)).not.toBe('');
    }
  });
});
