import { describe, expect, it } from 'vitest';

import { HttpJsonApi, type FetchJson } from './http-json-api.ts';

interface Asked {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

function apiThat(answers: string, status = 200): { api: HttpJsonApi; asked: Asked[] } {
  const asked: Asked[] = [];
  const fetchUrl: FetchJson = (url, { headers }) => {
    asked.push({ url, headers });
    return Promise.resolve(new Response(answers, { status }));
  };
  return { api: new HttpJsonApi('/loki', { 'x-flag': 'on' }, fetchUrl), asked };
}

const none = new URLSearchParams();

describe('an API over HTTP', () => {
  it('is asked with its parameters and headers, and answers with what the JSON holds', async () => {
    const { api, asked } = apiThat('{"data":[1]}');
    expect(await api.get('/api/labels', new URLSearchParams({ query: '{a="b&c"}' }))).toEqual({ data: [1] });
    expect(await api.get('/api/labels', none)).toEqual({ data: [1] });
    expect(asked).toEqual([
      { url: '/loki/api/labels?query=%7Ba%3D%22b%26c%22%7D', headers: { accept: 'application/json', 'x-flag': 'on' } },
      { url: '/loki/api/labels', headers: { accept: 'application/json', 'x-flag': 'on' } },
    ]);
  });

  it.each([
    ['parse error at line 1, col 2', 'parse error at line 1, col 2'],
    ['{"message":"too many lines"}', 'too many lines'],
    ['{"status":"error","error":"limit reached"}', 'limit reached'],
    ['', 'The data source answered with status 400'],
  ])('fails with its own words, however they come: %s', async (body, message) => {
    await expect(apiThat(body, 400).api.get('/x', none)).rejects.toMatchObject({ status: 400, message });
  });

  it('refuses a page where JSON should be', async () => {
    await expect(apiThat('<html>log in</html>').api.get('/x', none)).rejects.toThrow(
      '/x answered with something that is no JSON: <html>log in</html>'
    );
  });

  it('hands on that nobody waits any more', async () => {
    const seen: Array<AbortSignal | undefined> = [];
    const api = new HttpJsonApi('', {}, (_url, { signal }) => {
      seen.push(signal);
      return Promise.resolve(new Response('{}'));
    });
    const { signal } = new AbortController();
    await api.get('/x', none, signal);
    expect(seen).toEqual([signal]);
  });
});
