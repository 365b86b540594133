import { describe, expect, it } from 'vitest';

import pluginJson from '../plugin.json';
import { pageAddress, pageOfDashboard, pages, requestAddress } from './pages.ts';

describe('the pages that links lead to', () => {
  it('are those that the app has', () => {
    const own = '/a/%PLUGIN_ID%/';
    const paths = pluginJson.includes.map(({ path }) => path).filter((path) => path.startsWith(own));
    expect(paths.map((path) => path.slice(own.length))).toEqual(pages);
  });

  it('show the same as the dashboards of their name', () => {
    expect(pageOfDashboard('dynamo')).toBe('dynamo');
    expect(pageOfDashboard('dynamo-gpu')).toBe('gpu');
    expect(['gpu', 'dynamo-requests', 'dynamo-dynamo2', 'other', ''].map(pageOfDashboard)).toEqual(
      Array.from({ length: 5 }, () => undefined)
    );
  });
});

describe('an address', () => {
  it('has range and choices, whatever signs they hold', () => {
    expect(pageAddress('gpu')).toBe('/a/dynamo-observability-app/gpu');
    const address = pageAddress('gpu', { from: 'now-1h', to: 'now' }, { model: ['a&b #1', '模型'], worker: ['+'] });
    const { pathname, searchParams } = new URL(address, 'http://x');
    expect(pathname).toBe('/a/dynamo-observability-app/gpu');
    expect([...searchParams]).toEqual([
      ['from', 'now-1h'],
      ['to', 'now'],
      ['var-model', 'a&b #1'],
      ['var-model', '模型'],
      ['var-worker', '+'],
    ]);
  });

  it('of a request stays one part of the path', () => {
    expect(requestAddress('../a?b')).toBe('/a/dynamo-observability-app/requests/..%2Fa%3Fb');
  });
});
