import { readFile } from 'node:fs/promises';

import { LogStore, MetricStore, TraceStore } from '@dynamo-observability/telemetry-store';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { EmbeddedStores } from './embedded-stores.ts';
import type { EmbeddedSource } from './messages.ts';

const folder = new URL('../../../../test/fixtures/captures/long/', import.meta.url);
const captured = new URL('chat-0.jsonl.gz', folder).href;
const spans = new URL('spans.otlp.jsonl.gz', folder).href;
const otlp = new URL('logs.otlp.jsonl.gz', folder).href;

let fetched: string[] = [];
beforeEach(() => {
  fetched = [];
  vi.stubGlobal('fetch', async (url: string) => {
    fetched.push(url);
    return url.startsWith('file:') ? new Response(await readFile(new URL(url))) : new Response('gone', { status: 404 });
  });
});
afterEach(() => vi.unstubAllGlobals());

const range = { start: '1795354836000000000', end: '1795356000000000000' };
const ask = (
  stores: EmbeddedStores,
  source: EmbeddedSource,
  path: string,
  params: Record<string, string>
): Promise<unknown> =>
  stores
    .get({ source, path, query: new URLSearchParams(params).toString(), nowMs: Date.parse('2026-11-23') })
    .then(({ status, body }) => (status === 200 ? body : { status, body }));

describe('embedded logs and traces', () => {
  it('of processes have the labels of Kubernetes, told apart from what stands beside the line', async () => {
    const source: EmbeddedSource = { api: 'loki', processes: { 'chat-0': captured } };
    const query = { query: '{nvidia_com_dynamo_component_type="worker"} |= `request completed`', limit: '1', ...range };
    expect(await ask(new EmbeddedStores(), source, '/loki/api/v1/query_range', query)).toMatchObject({
      data: {
        resultType: 'streams',
        encodingFlags: ['categorize-labels'],
        result: [
          {
            stream: { level: 'info' },
            values: [[expect.any(String), expect.any(String), { structuredMetadata: { pod: 'chat-0' } }]],
          },
        ],
      },
    });
  });

  it('over OTLP have the service as their label', async () => {
    const answer = await ask(
      new EmbeddedStores(),
      { api: 'loki', otlp },
      '/loki/api/v1/label/service_name/values',
      range
    );
    expect(answer).toMatchObject({ data: expect.arrayContaining(['dynamo-frontend']) as unknown });
  });

  it('are traces too', async () => {
    const source: EmbeddedSource = { api: 'tempo', otlp: spans };
    const query = { q: '{name="http-request"}', limit: '2', start: '1795354836', end: '1795356000' };
    expect(await ask(new EmbeddedStores(), source, '/api/search', query)).toMatchObject({
      traces: [{ rootTraceName: expect.any(String) as unknown }, {}],
    });
  });

  it('are read once, however often and by however many they are asked', async () => {
    const stores = new EmbeddedStores();
    const source: EmbeddedSource = { api: 'loki', processes: { 'chat-0': captured } };
    await Promise.all([1, 2].map(() => ask(stores, source, '/loki/api/v1/labels', range)));
    await ask(stores, source, '/loki/api/v1/labels', range);
    expect(fetched).toEqual([captured]);
  });

  it('refuse what they do not understand with the words of the store', async () => {
    const answer = await ask(new EmbeddedStores(), { api: 'tempo', otlp: spans }, '/api/search', { q: '{name=' });
    expect(answer).toMatchObject({ status: 400, body: expect.stringContaining('parse') as unknown });
  });

  it('of a scenario need a simulator', async () => {
    const source: EmbeddedSource = { api: 'tempo', scenario: 'busy' };
    await expect(ask(new EmbeddedStores(), source, '/api/search', { q: '{}' })).rejects.toThrow(
      'The scenario busy cannot be simulated here'
    );
    const simulated = {
      metrics: () => new MetricStore(),
      logs: () => new LogStore(),
      traces: () => new TraceStore(),
    };
    expect(await ask(new EmbeddedStores(simulated), source, '/api/search', { q: '{}' })).toMatchObject({ traces: [] });
  });

  it('say when they cannot be read, and try again', async () => {
    const stores = new EmbeddedStores();
    const source: EmbeddedSource = { api: 'tempo', otlp: 'http://gone' };
    const search = (): Promise<unknown> => ask(stores, source, '/api/search', { q: '{}' });
    await expect(search()).rejects.toThrow('http://gone cannot be read: 404');
    await expect(search()).rejects.toThrow('404');
    expect(fetched).toHaveLength(2);
  });
});
