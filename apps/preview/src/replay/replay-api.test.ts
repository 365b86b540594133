import type { JsonApi } from '@dynamo-observability/grafana-host';
import { describe, expect, it } from 'vitest';

import { ReplayApi } from './replay-api.ts';
import { ReplayClock } from './replay-clock.ts';

const clock = new ReplayClock({ startMs: 0, endMs: 3_000_000 }, () => 10_000_000);
const OFFSET_S = 9700;

function captureThat(answers: unknown): { capture: JsonApi; asked: Array<Record<string, string>> } {
  const asked: Array<Record<string, string>> = [];
  const get: JsonApi['get'] = (_path, params) => {
    asked.push(Object.fromEntries(params));
    return Promise.resolve(answers);
  };
  return { capture: { get }, asked };
}

/** Asks while the capture happens now. */
async function ask(answers: unknown, params: Record<string, string>) {
  const { capture, asked } = captureThat(answers);
  clock.start();
  const answer = await new ReplayApi(capture, clock).get('/x', new URLSearchParams(params));
  return { asked: asked[0], answer };
}

describe('logs and traces that happen now', () => {
  it('are asked for their own times, in nanoseconds or seconds', async () => {
    const loki = await ask({}, { query: '{a="1"}', start: '9700000000001', end: '9701000000000', step: '5s' });
    expect(loki.asked).toEqual({ query: '{a="1"}', start: '1', end: '1000000000', step: '5s' });
    expect((await ask({}, { time: '1795354836000000000' })).asked).toEqual({ time: '1795345136000000000' });
    expect((await ask({}, { start: '9700', end: '9760' })).asked).toEqual({ start: '0', end: '60' });
  });

  it('answer with lines of the time that is shown, also where it is written into the line', async () => {
    const line = '{"time":"1970-01-01T00:00:01.000123Z","message":"{\\"time\\":\\"1970-01-01T00:00:01.000Z\\"}"}';
    const data = {
      resultType: 'streams',
      result: [
        {
          stream: { job: 'x' },
          values: [
            ['1000000001', line, { parsed: {} }],
            ['2', 'plain'],
          ],
        },
      ],
    };
    expect((await ask({ status: 'success', data }, {})).answer).toEqual({
      status: 'success',
      data: {
        resultType: 'streams',
        result: [
          {
            stream: { job: 'x' },
            values: [
              ['9701000000001', line.replace('00:00:01.000123', '02:41:41.000123'), { parsed: {} }],
              ['9700000000002', 'plain'],
            ],
          },
        ],
      },
    });
  });

  it.each([
    ['matrix', { values: [[1, '2']] }, { values: [[OFFSET_S + 1, '2']] }],
    ['vector', { value: [1.5, '2'] }, { value: [OFFSET_S + 1.5, '2'] }],
  ])('answer with a %s of the time that is shown', async (resultType, result, shifted) => {
    const { answer } = await ask({ data: { resultType, result: [{ metric: {}, ...result }] } }, {});
    expect(answer).toEqual({ data: { resultType, result: [{ metric: {}, ...shifted }] } });
  });

  it('answer with traces of the time that is shown', async () => {
    const span = {
      name: 'timeUnixNano',
      startTimeUnixNano: '1',
      endTimeUnixNano: '2',
      events: [{ timeUnixNano: '3' }],
    };
    const { answer } = await ask({ trace: { resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] } }, {});
    expect(answer).toEqual({
      trace: {
        resourceSpans: [
          {
            scopeSpans: [
              {
                spans: [
                  {
                    name: 'timeUnixNano',
                    startTimeUnixNano: '9700000000001',
                    endTimeUnixNano: '9700000000002',
                    events: [{ timeUnixNano: '9700000000003' }],
                  },
                ],
              },
            ],
          },
        ],
      },
    });
  });

  it('answer with metrics of traces of the time that is shown', async () => {
    const { answer } = await ask({ series: [{ samples: [{ timestampMs: '1', value: 2 }] }] }, {});
    expect(answer).toEqual({ series: [{ samples: [{ timestampMs: '9700001', value: 2 }] }] });
  });

  it('are left alone while nothing is replayed', async () => {
    const { capture, asked } = captureThat({ traces: [] });
    const still = new ReplayClock({ startMs: 0, endMs: 1 });
    await new ReplayApi(capture, still).get('/x', new URLSearchParams({ start: '5' }));
    expect(asked).toEqual([{ start: '5' }]);
  });
});
