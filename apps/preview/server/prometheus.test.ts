import type { RequestListener } from 'node:http';

import { describe, expect, it } from 'vitest';

import { checkPrometheus } from './prometheus.ts';
import { withServer } from './testing/local-server.ts';
import { upstream } from './upstream.ts';

const answer =
  (config: string | undefined, path = ''): RequestListener =>
  (request, response) => {
    const url = request.url ?? '';
    if (url.startsWith(`${path}/api/v1/query?`)) {
      response.end('{"status":"success","data":{}}');
    } else if (url === `${path}/api/v1/status/config` && config !== undefined) {
      response.end(JSON.stringify({ status: 'success', data: { yaml: config } }));
    } else {
      response.writeHead(404).end('nothing here');
    }
  };
const check = (listener: RequestListener, path = ''): Promise<unknown> =>
  withServer(listener, (address) => checkPrometheus(upstream('Prometheus', new URL(address + path))));

describe('a Prometheus', () => {
  it('that answers is shown with its own scrape interval', async () => {
    const config =
      'global:\n  scrape_interval: 30s\n  scrape_timeout: 10s\nscrape_configs:\n- job_name: a\n  scrape_interval: 5s\n';
    expect(await check(answer(config))).toMatchObject({ kind: 'prometheus', url: 'prometheus', scrapeInterval: '30s' });
  });

  it('that does not show its configuration is taken to scrape as Grafana assumes', async () => {
    expect(await check(answer(undefined))).toMatchObject({ scrapeInterval: '15s' });
  });

  it('may lie below a path', async () => {
    expect(await check(answer(undefined, '/prom'), '/prom/')).toHaveProperty(
      'address',
      expect.stringMatching(/\d\/prom$/)
    );
  });

  it('that is not running is said to be out of reach, and why', async () => {
    const gone = await withServer(answer(undefined), (address) => Promise.resolve(address));
    await expect(checkPrometheus(upstream('Prometheus', new URL(gone)))).rejects.toThrow(
      /cannot be reached: ECONNREFUSED. Check that it is running/
    );
  });

  it('that is something else is not taken for one', async () => {
    const other: RequestListener = (_request, response) => response.writeHead(200).end('<html>hello</html>');
    await expect(check(other)).rejects.toThrow(/answers, but not as Prometheus does \(status 200\)/);
    await expect(check(answer(undefined), '/wrong')).rejects.toThrow(/status 404/);
  });

  it('gets user and password in a header, and never shows them', () => {
    const server = upstream('Prometheus', new URL('https://me:s%40fe@example.com/prom/'));
    expect(server).toEqual({
      title: 'Prometheus',
      address: 'https://example.com/prom',
      headers: { authorization: `Basic ${Buffer.from('me:s@fe').toString('base64')}` },
    });
  });
});
