import { describe, expect, it } from 'vitest';

import { instantFrames, rangeFrames } from './metric-frames.ts';

const attribute = (key: string, stringValue: string): unknown => ({ key, value: { stringValue } });
const query = { refId: 'A', query: '{} | rate() by (span.model)', traceLink: { title: 'View trace', url: '/t' } };

describe('the frames of a metric', () => {
  it('over time are one a series, exemplars apart', () => {
    const metric = {
      series: [
        {
          labels: [attribute('span.model', 'm')],
          samples: [{ timestampMs: '1000', value: 2 }, { timestampMs: '2000' }],
          exemplars: [
            { labels: [attribute('trace:id', 'abc')], value: 0.5, timestampMs: '1500' },
            { labels: [], timestampMs: '1500' },
          ],
        },
        { labels: [attribute('a', 'x'), { key: 'b', value: { boolValue: true } }], samples: [] },
      ],
    };
    const frames = rangeFrames(metric, query);
    expect(frames).toMatchObject([
      {
        refId: 'm',
        name: 'm',
        meta: { preferredVisualisationType: 'graph' },
        fields: [
          { name: 'time', values: [1000, 2000] },
          { name: 'm', values: [2, 0], labels: { 'span.model': '"m"' }, config: { displayName: 'm' } },
        ],
      },
      { refId: '{a="x", b=true}', length: 0 },
      {
        name: 'exemplar',
        refId: 'm',
        length: 1,
        meta: { dataTopic: 'annotations' },
        fields: [
          { name: 'Time', values: [1500] },
          { name: 'Value', values: [0.5] },
          { name: 'traceId', values: ['abc'], config: { links: [{ title: 'View trace' }] } },
          { name: 'span.model', values: ['"m"'] },
        ],
      },
    ]);
  });

  it('of the whole range hold one row a series, dated now', () => {
    expect(instantFrames({ series: [{ value: 3 }] }, query, 5000)).toMatchObject([
      {
        refId: 'A',
        length: 1,
        fields: [
          { name: 'time', values: [5000] },
          { name: 'value', values: [3] },
        ],
      },
    ]);
  });

  it('of a histogram ask for a heatmap', () => {
    const histogram = { ...query, query: '{} | histogram_over_time(duration)' };
    expect(rangeFrames({ series: [{}] }, histogram)[0]?.meta).toHaveProperty(
      'preferredVisualisationPluginId',
      'heatmap'
    );
  });

  it('are none where there is nothing', () => {
    expect(rangeFrames({}, query)).toEqual([]);
  });
});
