import { parser as promql } from '@prometheus-io/lezer-promql';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { parseErrors } from '../check/language/parse-errors.ts';
import { everyDashboard } from '../files/export.ts';
import { dashboardFolder, dashboardProvider } from './dashboard-provider.ts';
import { composeStack, dataSources, dataSourceUids } from './data-sources.ts';

interface Source {
  readonly name: string;
  readonly uid: string;
  readonly type: string;
  readonly url: string;
  readonly isDefault?: boolean;
  readonly jsonData: Readonly<Record<string, unknown>>;
  readonly correlations?: ReadonlyArray<{
    readonly targetUID: string;
    readonly label: string;
    readonly description: string;
    readonly type: string;
    readonly config: {
      readonly field: string;
      readonly target: Readonly<Record<string, unknown>>;
      readonly transformations: ReadonlyArray<{
        readonly type: string;
        readonly expression: string;
        readonly mapValue: string;
      }>;
    };
  }>;
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
    expect(new Set(valuesOf('url', source('loki')))).toEqual(
      new Set(['$${__value.raw}', '/d/dynamo-request?var-trace_id=$${__value.raw}&from=$${__from}&to=$${__to}'])
    );
  });

  it('find the trace id in a JSON line, and nothing else in it', () => {
    const [, , line] = valuesOf('matcherRegex', source('loki'));
    const id = '0cffc1f8a0b1c2d3e4f5061728394a5b';
    expect(new RegExp(String(line)).exec(`{"request_id":"r","trace_id":"${id}","x":1}`)?.[1]).toBe(id);
    expect(new RegExp(String(line)).exec('{"request_id":"r"}')).toBeNull();
  });

  it('look for logs in a window that is wider than the span', () => {
    expect(source('tempo')['tracesToLogsV2']).toMatchObject({ spanStartTimeShift: '-2m', spanEndTimeShift: '2m' });
  });

  it('lead from a line to the page of its request, of a data source or of a dashboard that is exported', () => {
    const pages = valuesOf('url', source('loki'))
      .map(String)
      .filter((url) => url.startsWith('/d/'));
    expect(pages).toHaveLength(2);
    expect(everyDashboard.map(({ uid }) => `/d/${uid}`)).toContain(pages[0]?.replace(/\?.*/, ''));
    expect(valuesOf('matcherType', source('loki'))).toEqual(['label', 'label', 'regex', 'regex']);
  });

  const correlations = sourcesIn(dataSources()).flatMap((s) => s.correlations ?? []);

  it('lead from a log line in Explore to its trace and to metrics of its model', () => {
    const line = '{"message":"request completed","model":"meta/llama (8B)","trace_id":"0cffc1f8"}';
    expect(correlations.map(({ targetUID }) => targetUID)).toEqual(['tempo', 'prometheus']);
    const found = correlations.flatMap(({ config: { field, target, transformations } }) =>
      transformations.map(({ type, expression, mapValue }) => {
        expect([field, type]).toEqual(['Line', 'regex']);
        expect(JSON.stringify(target)).toContain(`$\${${mapValue}}`);
        return new RegExp(expression).exec(line)?.[1];
      })
    );
    expect(found).toEqual(['0cffc1f8', 'meta/llama (8B)']);
  });

  it('name and describe each way, or Grafana does not read the file', () => {
    for (const { label, description, type } of correlations) {
      expect([label, description].every((text) => text.trim() !== '')).toBe(true);
      expect(type).toBe('query');
    }
  });

  it('ask PromQL about spans and lines', () => {
    const written = [
      ...valuesOf('queries', source('tempo')).flatMap((queries) => valuesOf('query', queries)),
      ...correlations.flatMap(({ config }) => valuesOf('expr', config.target)),
    ].map(String);
    expect(written).toHaveLength(4);
    for (const query of written) {
      const sent = query.replace('$$__tags', 'model="m"').replace(/\$\$\{[^}]*\}/g, 'v');
      expect([sent, parseErrors(promql, sent)]).toEqual([sent, []]);
    }
  });

  it('ask PromQL also about a span that lacks the attribute: Grafana offers the link all the same, and leaves the placeholder as it is', () => {
    for (const query of valuesOf('query', source('tempo')['tracesToMetrics']).map(String)) {
      const sent = query.replace('$$__tags', '').replaceAll('$$', '$');
      expect([sent, parseErrors(promql, sent)]).toEqual([sent, []]);
    }
  });

  it('find the worker of a span under each name that spans have for it', () => {
    const queries = valuesOf('query', source('tempo')['tracesToMetrics']).map(String);
    const ofWorker = queries.find((query) => query.includes('worker_id'));
    for (const attribute of ['worker_id', 'instance_id', 'prefill_worker_id', 'decode_worker_id']) {
      expect(ofWorker).toContain(`$$\{__span.tags["${attribute}"]}`);
    }
  });

  it('open real exemplars under both spellings of the label', () => {
    expect(valuesOf('name', source('prometheus')['exemplarTraceIdDestinations'])).toEqual(['trace_id', 'traceID']);
  });

  it('draw the graph of services, and the outcome of a request on its bar', () => {
    expect(source('tempo')).toMatchObject({
      serviceMap: { datasourceUid: 'prometheus' },
      nodeGraph: { enabled: true },
      spanBar: { type: 'Tag', tag: 'request.outcome' },
    });
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
