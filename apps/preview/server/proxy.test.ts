import type { RequestListener } from 'node:http';

import { describe, expect, it } from 'vitest';

import { pageServer } from './page-server.ts';
import type { RouteName } from './routes.ts';
import { withServer } from './testing/local-server.ts';

const echo: RequestListener = (request, response) => {
  let body = '';
  request.on('data', (chunk) => (body += String(chunk)));
  request.on('end', () => {
    const { authorization = '', 'content-type': type = '', cookie = '' } = request.headers;
    const flags = request.headers['x-loki-response-encoding-flags'] ?? '';
    response.writeHead(400, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify({ method: request.method, url: request.url, body, authorization, type, cookie, flags })
    );
  });
};
const shown = { kind: 'prometheus', url: 'prometheus', address: '', scrapeInterval: '15s' } as const;

const ask = (path: string, init?: RequestInit, listener = echo, name: RouteName = 'prometheus'): Promise<Response> =>
  withServer(listener, (address) =>
    withServer(
      pageServer('.', {
        shown,
        upstreams: { [name]: { title: 'Upstream', address: `${address}/prom`, headers: { authorization: 'Basic x' } } },
      }),
      async (page) => {
        const response = await fetch(`${page}/${name}${path}`, init);
        return new Response(await response.arrayBuffer(), response);
      }
    )
  );

describe('a question to Prometheus', () => {
  it('is passed on with its form, and the answer comes back with its status', async () => {
    const response = await ask('/api/v1/query?x=1', {
      method: 'POST',
      body: new URLSearchParams({ query: 'a{b="c"}' }),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      method: 'POST',
      url: '/prom/api/v1/query?x=1',
      body: 'query=a%7Bb%3D%22c%22%7D',
      authorization: 'Basic x',
      type: 'application/x-www-form-urlencoded;charset=UTF-8',
      cookie: '',
      flags: '',
    });
  });

  it('may ask for the values of a label', async () => {
    expect(await (await ask('/api/v1/label/job/values')).json()).toMatchObject({
      url: '/prom/api/v1/label/job/values',
    });
  });

  it.each([
    ['/api/v1/admin/tsdb/delete_series', 'POST'],
    ['/-/quit', 'POST'],
    ['/api/v1/query/../admin/tsdb/snapshot', 'POST'],
    ['/api/v1/query', 'DELETE'],
    ['/metrics', 'GET'],
  ])('is only passed on when it reads: not %s', async (path, method) => {
    const response = await ask(path, { method });
    expect(response.status).toBe(403);
    expect(await response.json()).toHaveProperty('error', expect.stringContaining('does not pass'));
  });

  it('that nobody answers fails in the form of Prometheus', async () => {
    const hangUp: RequestListener = (request) => request.socket.destroy();
    const response = await ask('/api/v1/query?query=1', {}, hangUp);
    expect(response.status).toBe(502);
    expect(await response.json()).toHaveProperty('error', expect.stringContaining('does not answer'));
  });
});

describe('a question to Loki', () => {
  it('is passed on with the header that tells labels apart, and with no other', async () => {
    const headers = {
      'x-loki-response-encoding-flags': 'categorize-labels',
      cookie: 'secret=1',
      authorization: 'mine',
    };
    const response = await ask('/loki/api/v1/query_range?query=x', { headers }, echo, 'loki');
    expect(await response.json()).toMatchObject({
      url: '/prom/loki/api/v1/query_range?query=x',
      flags: 'categorize-labels',
      cookie: '',
      authorization: 'Basic x',
    });
  });

  it.each([
    ['/loki/api/v1/push', 'POST'],
    ['/loki/api/v1/query_range', 'POST'],
    ['/loki/api/v1/delete?query=x', 'GET'],
    ['/config', 'GET'],
  ])('is only passed on when it reads: not %s by %s', async (path, method) => {
    expect((await ask(path, { method }, echo, 'loki')).status).toBe(403);
  });
});

describe('a question to Tempo', () => {
  it.each([
    '/api/search?q=%7B%7D',
    '/api/v2/traces/0123456789abcdefABCDEF',
    '/api/v2/search/tag/span.model/values',
    '/api/metrics/query_range?q=x',
  ])('is passed on: %s', async (path) => {
    expect(await (await ask(path, {}, echo, 'tempo')).json()).toMatchObject({ method: 'GET', url: `/prom${path}` });
  });

  it.each(['/api/v2/traces/../overrides', '/api/overrides', '/v1/traces', '/status/config', '/flush'])(
    'is only passed on when it reads: not %s',
    async (path) => {
      expect((await ask(path, {}, echo, 'tempo')).status).toBe(403);
    }
  );
});
