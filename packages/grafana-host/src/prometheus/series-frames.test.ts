import { describe, expect, it } from 'vitest';

import { asRangeSeries, seriesFrames } from './series-frames.ts';

const context = { refId: 'A', expr: 'up', legendFormat: '{{job}}', stepMs: 5000, executedQuery: 'Expr: up\nStep: 5s' };

describe('time series frames', () => {
  it('are one for each series, with its labels on the values and the step on the times', () => {
    const labels = { __name__: 'up', job: 'a' };
    expect(seriesFrames([{ labels, times: [0, 5000], values: [1, NaN] }], context)).toEqual([
      {
        refId: 'A',
        shape: 'time-series',
        executedQuery: 'Expr: up\nStep: 5s',
        fields: [
          { name: 'Time', kind: 'time', values: [0, 5000], intervalMs: 5000 },
          { name: 'up', kind: 'number', values: [1, NaN], labels, displayName: 'a' },
        ],
      },
    ]);
  });

  it('call the values of a nameless result "Value"', () => {
    const [frame] = seriesFrames([{ labels: { job: 'a' }, times: [0], values: [1] }], context);
    expect(frame?.fields[1]?.name).toBe('Value');
  });

  it('leave the name to Grafana with an automatic legend', () => {
    const [frame] = seriesFrames([{ labels: { job: 'a' }, times: [0], values: [1] }], {
      ...context,
      legendFormat: '__auto',
    });
    expect(frame?.fields[1]).not.toHaveProperty('displayName');
  });

  it('of no series are none', () => {
    expect(seriesFrames([], context)).toEqual([]);
  });
});

describe('an instant result', () => {
  it('of a vector is a series of one point each', () => {
    const samples = [{ labels: { job: 'a' }, timeMs: 7, value: Infinity }];
    expect(asRangeSeries({ type: 'vector', samples })).toEqual([
      { labels: { job: 'a' }, times: [7], values: [Infinity] },
    ]);
  });

  it('of a scalar is a series without labels', () => {
    expect(asRangeSeries({ type: 'scalar', timeMs: 7, value: 2 })).toEqual([{ labels: {}, times: [7], values: [2] }]);
  });

  it('of a text has nothing to draw', () => {
    expect(asRangeSeries({ type: 'string', timeMs: 7, text: 'x' })).toEqual([]);
  });
});
