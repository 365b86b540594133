import type { RequestListener } from 'node:http';

import { describe, expect, it } from 'vitest';

import { checkLoki, checkTempo } from './logs-and-traces.ts';
import { withServer } from './testing/local-server.ts';
import { upstream } from './upstream.ts';

const answering =
  (path: string, body: string): RequestListener =>
  (request, response) =>
    request.url === path ? response.end(body) : response.writeHead(404).end('nothing here');

const loki = (listener: RequestListener): Promise<unknown> =>
  withServer(listener, (address) => checkLoki(upstream('Loki', new URL(address))));
const tempo = (listener: RequestListener): Promise<unknown> =>
  withServer(listener, (address) => checkTempo(upstream('Tempo', new URL(address))));

describe('a Loki', () => {
  it('that answers is shown, with or without labels', async () => {
    const shown = { url: 'loki', address: expect.stringMatching(/^http:/) as string };
    expect(await loki(answering('/loki/api/v1/labels', '{"status":"success","data":["job"]}'))).toEqual(shown);
    expect(await loki(answering('/loki/api/v1/labels', '{"status":"success"}'))).toEqual(shown);
  });

  it('that is something else is not taken for one', async () => {
    await expect(loki(answering('/', 'hello'))).rejects.toThrow(
      /not as Loki does \(status 404\). Give the address below which \/loki\/api\/v1\/labels lies/
    );
  });
});

describe('a Tempo', () => {
  it('that answers is shown, with or without traces', async () => {
    const shown = { url: 'tempo', address: expect.stringMatching(/^http:/) as string };
    expect(await tempo(answering('/api/search?limit=1', '{"traces":[],"metrics":{}}'))).toEqual(shown);
    expect(await tempo(answering('/api/search?limit=1', '{"metrics":{}}'))).toEqual(shown);
  });

  it('that is something else or not there is not taken for one', async () => {
    await expect(tempo(answering('/api/search?limit=1', '[]'))).rejects.toThrow(/not as Tempo does \(status 200\)/);
    const gone = await withServer(answering('/', ''), (address) => Promise.resolve(address));
    await expect(checkTempo(upstream('Tempo', new URL(gone)))).rejects.toThrow(/^Tempo at .* cannot be reached/);
  });
});
