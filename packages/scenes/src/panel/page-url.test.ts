import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { dashboardOf } from '../testing/definitions.ts';
import { encodeAroundMacros, pageUrl } from './page-url.ts';

const variable = (name: string) =>
  ({ type: 'query', name, label: name, description: '', query: '', regex: '' }) as const;
const here = dashboardOf([], { uid: 'here', variables: [variable('model'), variable('worker'), variable('role')] });
const there = dashboardOf([], { uid: 'there', variables: [variable('model'), variable('worker')] });
const pathOf = (uid: string): string => `/a/app/${uid}`;

describe('pageUrl', () => {
  const link = {
    title: 'This worker',
    dashboard: 'there',
    variables: { worker: '${__field.labels.instance:percentencode}' },
  };

  it('sets the variables of the link, keeps those that both pages have, and the time range', () => {
    expect(pageUrl(link, here, there, pathOf)).toBe(
      '/a/app/there?var-worker=${__field.labels.instance:percentencode}&${model:queryparam}&${__url_time_range}'
    );
  });

  it('keeps no variable of a page that is not known', () => {
    expect(pageUrl(link, here, undefined, pathOf)).toBe(
      '/a/app/there?var-worker=${__field.labels.instance:percentencode}&${__url_time_range}'
    );
  });
});

describe('encodeAroundMacros', () => {
  it('leaves macros for Grafana and encodes what stands around them', () => {
    expect(encodeAroundMacros('a&b=${__field.labels.x:percentencode}#c')).toBe(
      'a%26b%3D${__field.labels.x:percentencode}%23c'
    );
  });

  it('gives the text back when it is decoded, whatever it holds', () => {
    const text = fc.string({ unit: 'grapheme' }).filter((s) => !s.includes('${'));
    fc.assert(
      fc.property(text, (s) => {
        expect(decodeURIComponent(encodeAroundMacros(s))).toBe(s);
      })
    );
  });
});
