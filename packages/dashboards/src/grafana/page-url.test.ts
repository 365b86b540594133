import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { dynamo } from '../dynamo.ts';
import type { Dashboard, Panel } from '../model.ts';
import { timeseries } from '../visual/timeseries.ts';
import { encodeAroundMacros, fieldConfigWithLinks, pageUrl, type Page } from './page-url.ts';

const pathOf = (uid: string): string => `/d/${uid}`;

const model = '${__field.labels.model:percentencode}';

describe('the URL of a page link', () => {
  it('sets its variables and keeps the time range and the choice of every other variable', () => {
    const link = { title: 'x', dashboard: 'dynamo', variables: { model, quantile: '0.99' } };
    expect(pageUrl(link, dynamo, dynamo, pathOf)).toBe(
      `/d/dynamo?var-model=${model}&var-quantile=0.99&` +
        '${prometheus_datasource:queryparam}&${cluster:queryparam}&${namespace:queryparam}&${deployment:queryparam}&' +
        '${role:queryparam}&${worker:queryparam}&${__url_time_range}'
    );
  });

  it('may lead to a window around the value, which Grafana reckons', () => {
    const bare: Dashboard = { ...dynamo, uid: 'bare', variables: [] };
    const link = { title: 'x', dashboard: 'bare', variables: {}, windowMs: 600_000 };
    expect(pageUrl(link, dynamo, bare, pathOf)).toBe('/d/bare?time=${__value.time}&time.window=600000');
  });

  it('keeps nothing that only one of the two dashboards has', () => {
    const bare: Dashboard = { ...dynamo, uid: 'bare', variables: [] };
    const link = { title: 'x', dashboard: 'bare', variables: {} };
    expect(pageUrl(link, dynamo, bare, pathOf)).toBe('/d/bare?${__url_time_range}');
    expect(pageUrl({ ...link, dashboard: 'dynamo' }, bare, dynamo, pathOf)).toBe('/d/dynamo?${__url_time_range}');
  });

  it('can be written although its target does not exist: the check reports that', () => {
    expect(pageUrl({ title: 'x', dashboard: 'gone', variables: {} }, dynamo, undefined, pathOf)).toBe(
      '/d/gone?${__url_time_range}'
    );
  });

  it('encodes what is hostile in a fixed value', () => {
    expect(encodeAroundMacros('a&b=c#d+e "f" 模型')).toBe('a%26b%3Dc%23d%2Be%20%22f%22%20%E6%A8%A1%E5%9E%8B');
  });

  it('leaves macros alone and encodes all around them, so that decoding gives the text back', () => {
    const piece = fc.oneof(fc.constant(model), fc.string({ unit: 'grapheme' }));
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('');
        const encoded = encodeAroundMacros(text);
        expect(decodeURIComponent(encoded)).toBe(text);
        expect(encoded.replaceAll(/\$\{[^}]*\}/g, '')).toMatch(/^[\w%\-.!~*'()]*$/);
      })
    );
  });
});

describe('a column of trace ids', () => {
  const panel: Panel = {
    ...timeseries({ id: 'x', title: 'X', question: 'X?', reading: 'x', series: [], unit: 's' }),
    requestColumn: { heading: 'Trace', title: 'Open' },
  };
  const page: Page = { dashboard: dynamo, site: [dynamo], pathOf };

  it('leads to the page of each request, and no other column does', () => {
    const { defaults, overrides } = fieldConfigWithLinks(panel, { ...page, requestPath: (id) => `/requests/${id}` });
    expect(defaults.links).toBeUndefined();
    expect(overrides.at(-1)).toEqual({
      matcher: { id: 'byName', options: 'Trace' },
      properties: [
        {
          id: 'links',
          value: [{ title: 'Open', url: '/requests/${__value.raw:percentencode}?${__url_time_range}' }],
        },
      ],
    });
  });

  it('leads to the dashboard that stands in for it in exported JSON', () => {
    const variables = [{ type: 'text', name: 'trace_id', label: 'T', description: 'd', default: '' }] as const;
    const companion: Dashboard = { ...dynamo, uid: 'dynamo-request', variables };
    const { overrides } = fieldConfigWithLinks(panel, { ...page, site: [dynamo, companion] });
    const url = '/d/dynamo-request?var-trace_id=${__value.raw:percentencode}&${__url_time_range}';
    expect(overrides.at(-1)?.properties).toEqual([{ id: 'links', value: [{ title: 'Open', url }] }]);
  });

  it('leads nowhere where there is no such page', () => {
    expect(fieldConfigWithLinks(panel, page)).toBe(panel.fieldConfig);
  });
});
