import type { RequestListener } from 'node:http';

import { describe, expect, it } from 'vitest';

import { pageServer } from './page-server.ts';
import { withServer } from './testing/local-server.ts';

const echo: RequestListener = (request, response) => {
  let body = '';
  request.on('data', (chunk) => (body += String(chunk)));
  request.on('end', () => {
    const { authorization = '', 'content-type': type = '' } = request.headers;
    response.writeHead(400, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ method: request.method, url: request.url, body, authorization, type }));
  });
};
const shown = { kind: 'prometheus', url: 'prometheus', address: '', scrapeInterval: '15s' } as const;

const ask = (path: string, init?: RequestInit, listener = echo): Promise<Response> =>
  withServer(listener, (prometheus) =>
    withServer(
      pageServer('.', { shown, prometheus: { address: `${prometheus}/prom`, headers: { authorization: 'Basic x' } } }),
      async (page) => {
        const response = await fetch(`${page}/prometheus${path}`, init);
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
