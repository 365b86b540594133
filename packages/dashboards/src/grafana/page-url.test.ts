import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { dynamo } from '../dynamo.ts';
import type { Dashboard } from '../model.ts';
import { encodeAroundMacros, pageUrl } from './page-url.ts';

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
