import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { dashboardFolder, dashboardProvider } from './dashboard-provider.ts';
import { composeStack, dataSources, dataSourceUids } from './data-sources.ts';

interface Source {
  readonly name: string;
  readonly uid: string;
  readonly type: string;
  readonly url: string;
  readonly isDefault?: boolean;
  readonly jsonData: Readonly<Record<string, unknown>>;
}

const sourcesIn = (text: string) => (parse(text) as { readonly datasources: readonly Source[] }).datasources;
const source = (uid: string, text = dataSources()) => sourcesIn(text).find((s) => s.uid === uid)?.jsonData ?? {};

/** Every value under a key, wherever it stands. */
function valuesOf(key: string, tree: unknown): readonly unknown[] {
  if (typeof tree !== 'object' || tree === null) {
    return [];
  }
  return Object.entries(tree).flatMap(([k, value]: [string, unknown]) => [
    ...(k === key ? [value] : []),
    ...valuesOf(key, value),
  ]);
}

describe('data sources', () => {
  it('have fixed uids, and one of them is the default', () => {
    expect(sourcesIn(dataSources()).map((s) => [s.uid, s.type, s.isDefault ?? false])).toEqual([
      ['prometheus', 'prometheus', true],
      ['loki', 'loki', false],
      ['tempo', 'tempo', false],
    ]);
  });

  it('lead only to data sources that are there', () => {
    const targets = valuesOf('datasourceUid', sourcesIn(dataSources()));
    expect(targets.length).toBeGreaterThan(3);
    expect(targets.filter((uid) => !Object.values<unknown>(dataSourceUids).includes(uid))).toEqual([]);
  });

  it('tell Grafana the scrape interval, from which every rate window follows', () => {
    expect(source('prometheus')).toMatchObject({ timeInterval: '15s', httpMethod: 'POST' });
    expect(source('prometheus', dataSources({ ...composeStack, scrapeInterval: '5s' }))).toMatchObject({
      timeInterval: '5s',
    });
  });

  it('keep the macros of links out of reach of the environment', () => {
    const single = dataSources().replaceAll('$$', '').includes('$');
    expect(single).toBe(false);
    expect(valuesOf('url', source('loki'))).toEqual(['$${__value.raw}', '$${__value.raw}']);
  });

  it('find the trace id in a JSON line, and nothing else in it', () => {
    const [, line] = valuesOf('matcherRegex', source('loki'));
    const id = '0cffc1f8a0b1c2d3e4f5061728394a5b';
    expect(new RegExp(String(line)).exec(`{"request_id":"r","trace_id":"${id}","x":1}`)?.[1]).toBe(id);
    expect(new RegExp(String(line)).exec('{"request_id":"r"}')).toBeNull();
  });

  it('look for logs in a window that is wider than the span', () => {
    expect(source('tempo')['tracesToLogsV2']).toMatchObject({ spanStartTimeShift: '-2m', spanEndTimeShift: '2m' });
  });

  it('take URLs and log streams from the installation', () => {
    const urls = { prometheus: 'https://p', loki: 'https://l', tempo: 'https://t' };
    const own = dataSources({ ...composeStack, urls, logStreams: '{job="dynamo"}' });
    expect(sourcesIn(own).map((s) => s.url)).toEqual(['https://p', 'https://l', 'https://t']);
    expect(source('tempo', own)['tracesToLogsV2']).toMatchObject({
      query: expect.stringMatching(/^\{job="dynamo"\} \|/) as string,
    });
  });
});

describe('the provider of dashboards', () => {
  it('loads one folder, lets nobody edit or delete in the browser', () => {
    expect(parse(dashboardProvider())).toEqual({
      apiVersion: 1,
      providers: [
        expect.objectContaining({
          folder: 'Dynamo',
          type: 'file',
          allowUiUpdates: false,
          disableDeletion: true,
          options: { path: dashboardFolder, foldersFromFilesStructure: false },
        }),
      ],
    });
  });
});
