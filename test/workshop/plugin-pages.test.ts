import { readFileSync } from 'node:fs';

import { dashboards } from '@dynamo-observability/dashboards';
import { describe, expect, it } from 'vitest';

interface Include {
  readonly type: string;
  readonly name: string;
  readonly path: string;
  readonly role: string;
}

const file = new URL('../../apps/plugin/src/plugin.json', import.meta.url);
const { includes } = JSON.parse(readFileSync(file, 'utf8')) as { readonly includes: readonly Include[] };

describe("the pages in Grafana's navigation", () => {
  it('are the dashboards, by their names and addresses; a new one is added to plugin.json', () => {
    const pages = includes.filter(({ path }) => path.startsWith('/a/'));
    expect(pages.map(({ name, path }) => ({ name, path }))).toEqual(
      dashboards.map(({ title, uid }) => ({ name: title, path: `/a/%PLUGIN_ID%/${uid.replace(/^dynamo-/, '')}` }))
    );
    expect(pages.filter(({ role }) => role !== 'Viewer')).toEqual([]);
  });
});
