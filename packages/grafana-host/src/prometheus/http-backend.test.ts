import { describe, expect, it } from 'vitest';

import { HttpBackend, type Fetch } from './http-backend.ts';

interface Asked {
  readonly url: string;
  readonly body: string;
}

function backendThat(answers: unknown, status = 200): { backend: HttpBackend; asked: Asked[] } {
  const asked: Asked[] = [];
  const fetchUrl: Fetch = (url, init) => {
    asked.push({ url, body: init?.body.toString() ?? '' });
    return Promise.resolve(
      new Response(typeof answers === 'string' ? answers : JSON.stringify(answers), {
        status,
        statusText: 'Said so',
      })
    );
  };
  return { backend: new HttpBackend('/prometheus', fetchUrl), asked };
}

const success = (data: unknown): unknown => ({ status: 'success', data });
const span = { startMs: 1500, endMs: 10_000 };

describe('Prometheus over HTTP', () => {
  it('answers a range query; times become milliseconds and text numbers', async () => {
    const values = [
      [1.5, '1'],
      [2.5, 'NaN'],
      [3.5, '+Inf'],
      [4.5, '-Inf'],
    ];
    const { backend, asked } = backendThat(
      success({ resultType: 'matrix', result: [{ metric: { job: 'a' }, values }] })
    );
    expect(await backend.queryRange({ expr: 'up + 1', stepMs: 1000, ...span })).toEqual([
      { labels: { job: 'a' }, times: [1500, 2500, 3500, 4500], values: [1, NaN, Infinity, -Infinity] },
    ]);
    expect(asked).toEqual([{ url: '/prometheus/api/v1/query_range', body: 'query=up+%2B+1&start=1.5&end=10&step=1' }]);
  });

  it('answers instant queries with a vector, a number or a text', async () => {
    const vector = backendThat(success({ resultType: 'vector', result: [{ metric: {}, value: [1, '2'] }] }));
    const scalar = backendThat(success({ resultType: 'scalar', result: [1, '2'] }));
    const text = backendThat(success({ resultType: 'string', result: [1, 'hi'] }));
    const query = { expr: 'x', timeMs: 1000 };
    expect(await vector.backend.query(query)).toEqual({
      type: 'vector',
      samples: [{ labels: {}, timeMs: 1000, value: 2 }],
    });
    expect(await scalar.backend.query(query)).toEqual({ type: 'scalar', timeMs: 1000, value: 2 });
    expect(await text.backend.query(query)).toEqual({ type: 'string', timeMs: 1000, text: 'hi' });
  });

  it('encodes label names and selectors for the address', async () => {
    const { backend, asked } = backendThat(success(['a']));
    expect(await backend.labelValues({ label: 'a/b', match: 'up{x="&"}', ...span })).toEqual(['a']);
    expect(asked[0]?.url).toBe(
      '/prometheus/api/v1/label/a%2Fb/values?start=1.5&end=10&match%5B%5D=up%7Bx%3D%22%26%22%7D'
    );
  });

  it('lists series', async () => {
    const { backend } = backendThat(success([{ __name__: 'up' }]));
    expect(await backend.series({ match: 'up', ...span })).toEqual([{ __name__: 'up' }]);
  });

  it('fails with the words of Prometheus', async () => {
    const { backend } = backendThat({ status: 'error', errorType: 'bad_data', error: '1:4: parse error' }, 400);
    await expect(backend.query({ expr: 'x(', timeMs: 0 })).rejects.toThrow('1:4: parse error');
  });

  it('fails with status and text where something else answers', async () => {
    const { backend } = backendThat('<html>Bad gateway</html>', 502);
    await expect(backend.query({ expr: 'x', timeMs: 0 })).rejects.toThrow('502 Said so: <html>Bad gateway');
  });

  it.each([
    [success({ resultType: 'vector', result: [] }), /result type "vector" to a range query/],
    [success({ resultType: 'matrix', result: [{ metric: {} }] }), /something that is no list/],
    [success('text'), /something that is no object where "resultType"/],
  ])('refuses an answer of another form', async (answer, reason) => {
    const { backend } = backendThat(answer);
    await expect(backend.queryRange({ expr: 'x', stepMs: 1000, ...span })).rejects.toThrow(reason);
  });
});
