import type { Panel } from '@dynamo-observability/dashboards';
import { createDataFrame, FieldType, type DataFrame } from '@grafana/data';
import { describe, expect, it } from 'vitest';

import { panelOf } from '../testing/definitions.ts';
import { withEarlierPeriod } from './earlier-period.ts';

interface Line {
  readonly legend: string;
  readonly refId?: string;
  readonly earlier?: boolean;
}

const line = ({ legend, refId = 'A', earlier = false }: Line): DataFrame =>
  createDataFrame({
    refId: earlier ? `${refId}-compare` : refId,
    ...(earlier ? { meta: { timeCompare: { diffMs: -1000, isTimeShiftQuery: true } } } : {}),
    fields: [
      { name: 'Time', type: FieldType.time, values: [1000] },
      { name: 'Value', type: FieldType.number, values: [1], labels: { legend }, config: { displayNameFromDS: legend } },
    ],
  });

const fixed = (name: string, fixedColor: string, ...more: ReadonlyArray<{ id: string; value: unknown }>) => ({
  matcher: { id: 'byName', options: name },
  properties: [{ id: 'color', value: { mode: 'fixed', fixedColor } }, ...more],
});

const panel: Panel = panelOf([], {
  fieldConfig: {
    defaults: { color: { mode: 'palette-classic' as Panel['fieldConfig']['defaults']['color'] & string } as never },
    overrides: [fixed('p99', '#111111'), fixed('p99 at most', '#111111', { id: 'custom.lineWidth', value: 0 })],
  },
});

const valueOf = (frame: DataFrame | undefined) => frame?.fields[1];

describe('an earlier period', () => {
  it('is drawn in the colour of what it is compared with, dashed and without area', () => {
    const [, earlier] = withEarlierPeriod([line({ legend: 'p99' }), line({ legend: 'p99', earlier: true })], panel);
    expect(valueOf(earlier)?.config).toMatchObject({
      color: { mode: 'fixed', fixedColor: '#111111' },
      custom: { lineStyle: { fill: 'dash' }, fillOpacity: 0, stacking: { mode: 'none' } },
    });
  });

  it('takes the colour from the palette by the place of its series, also where others are missing', () => {
    const now = ['a', 'b', 'c'].map((legend) => line({ legend }));
    const drawn = withEarlierPeriod([...now, line({ legend: 'c', earlier: true })], panel);
    const alone = withEarlierPeriod([now[2] ?? line({ legend: 'c' }), line({ legend: 'c', earlier: true })], panel);
    expect(valueOf(drawn[3])?.config.color?.fixedColor).toMatch(/^#/);
    expect(valueOf(drawn[3])?.config.color).not.toEqual(valueOf(alone[1])?.config.color);
  });

  it('has no colour to take where its series is gone now', () => {
    const [earlier] = withEarlierPeriod([line({ legend: 'gone', earlier: true })], panel);
    expect(valueOf(earlier)?.config.color).toBeUndefined();
    expect(valueOf(earlier)?.config.custom).toMatchObject({ lineStyle: { fill: 'dash' } });
  });

  it('does not take series of one name in two queries for one another', () => {
    const frames = [
      line({ legend: 'x' }),
      line({ legend: 'x', refId: 'B' }),
      line({ legend: 'x', refId: 'B', earlier: true }),
    ];
    const drawn = withEarlierPeriod(frames, panel);
    const swapped = withEarlierPeriod(
      [frames[1], frames[0], frames[2]].filter((f) => f !== undefined),
      panel
    );
    expect(valueOf(drawn[2])?.config.color).not.toEqual(valueOf(swapped[2])?.config.color);
  });

  it('shows no bounds that have no line of their own', () => {
    const frames = [line({ legend: 'p99 at most' }), line({ legend: 'p99 at most', earlier: true })];
    expect(withEarlierPeriod(frames, panel)).toHaveLength(1);
  });

  it('of stacked areas is stacked among itself, but for lines that stand beside the stack', () => {
    const beside = fixed('total', '#111111', { id: 'custom.stacking', value: { mode: 'none' } });
    const stacked = panelOf([], {
      fieldConfig: { defaults: { custom: { stacking: { mode: 'normal', group: 'A' } } }, overrides: [beside] },
    });
    const total = withEarlierPeriod([line({ legend: 'total', earlier: true })], stacked);
    expect(valueOf(total[0])?.config.custom).toMatchObject({ stacking: { mode: 'none' } });
    const [, earlier] = withEarlierPeriod([line({ legend: 'x' }), line({ legend: 'x', earlier: true })], stacked);
    expect(valueOf(earlier)?.config.custom).toMatchObject({ stacking: { mode: 'normal', group: 'earlier' } });
  });

  it('changes nothing while there is none, but for the array', () => {
    const frames = [line({ legend: 'x' })];
    const drawn = withEarlierPeriod(frames, panel);
    expect(drawn).toEqual(frames);
    expect(drawn[0]).toBe(frames[0]);
    expect(drawn).not.toBe(frames);
  });
});
