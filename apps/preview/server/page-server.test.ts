import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { pageServer, type PageContent } from './page-server.ts';
import { withServer } from './testing/local-server.ts';

const shown = { kind: 'capture', url: 'capture/scrapes.jsonl.gz', scrapeInterval: '5s' } as const;
let root = '';

beforeAll(() => {
  const parent = mkdtempSync(path.join(tmpdir(), 'page-'));
  root = path.join(parent, 'dist');
  mkdirSync(path.join(root, 'assets'), { recursive: true });
  writeFileSync(path.join(root, 'index.html'), '<title>page</title>');
  writeFileSync(path.join(root, 'assets', 'a.js'), 'let a;');
  writeFileSync(path.join(parent, 'secret.txt'), 'secret');
});
afterAll(() => rmSync(path.dirname(root), { recursive: true }));

const serve = <T>(use: (address: string) => Promise<T>, content: Partial<PageContent> = {}): Promise<T> =>
  withServer(pageServer(root, { shown, ...content }), use);

/** fetch would tidy the address up before it asks. */
const raw = (address: string, target: string, host?: string): Promise<{ status: number; body: string }> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(address);
    const options = { hostname, port, path: target, ...(host === undefined ? {} : { headers: { host } }) };
    httpRequest(options, (response) => {
      let body = '';
      response.on('data', (chunk) => (body += String(chunk)));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    })
      .on('error', reject)
      .end();
  });

describe('the server of the page', () => {
  it('gives out files, and lets those be kept whose names change with their content', async () => {
    await serve(async (address) => {
      const script = await fetch(`${address}/assets/a.js`);
      expect(await script.text()).toBe('let a;');
      expect(script.headers.get('content-type')).toMatch('text/javascript');
      expect(script.headers.get('cache-control')).toMatch('immutable');
    });
  });

  it.each(['/', '/a/dynamo-observability-app/dynamo?from=1', '/%E0%A4%A'])(
    'gives out the page for %s',
    async (target) => {
      const { status, body } = await serve((address) => raw(address, target));
      expect([status, body]).toEqual([200, '<title>page</title>']);
    }
  );

  it.each([
    '/assets/gone.js',
    '/favicon.ico',
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/../../secret.txt',
  ])('has nothing at %s', async (target) => {
    const { status, body } = await serve((address) => raw(address, target));
    expect(status).toBe(404);
    expect(body).not.toContain('secret');
  });

  it('tells the page what to show', async () => {
    const body = await serve(async (address) => (await fetch(`${address}/preview.json`)).text());
    expect(JSON.parse(body)).toEqual(shown);
  });

  it('gives out the capture that was asked for, packed as it is', async () => {
    await serve(
      async (address) => {
        const response = await fetch(`${address}/capture/scrapes.jsonl.gz`);
        expect(response.headers.has('content-encoding')).toBe(false);
        expect(await response.text()).toBe('packed');
      },
      { capture: Buffer.from('packed') }
    );
  });

  it('answers nobody who calls it by another name', async () => {
    const { status, body } = await serve((address) => raw(address, '/', 'evil.example:4400'));
    expect([status, body]).toEqual([403, 'Open this page as http://127.0.0.1\n']);
  });

  it('takes nothing but questions', async () => {
    expect(await serve(async (address) => (await fetch(address, { method: 'PUT', body: 'x' })).status)).toBe(405);
  });
});
