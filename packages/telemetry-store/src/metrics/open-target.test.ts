import { describe, expect, it } from 'vitest';

import { OutOfOrderError } from '../series/series.ts';
import { valuesOf } from '../testing/store.ts';
import { MetricStore } from './metric-store.ts';

const target = { job: 'worker', instance: 'w0:9090' };
const at = '{instance="w0:9090", job="worker"}';

describe('a target whose scrapes are numbers', () => {
  it('is as one whose scrapes are text', () => {
    const store = new MetricStore();
    const opened = store.openTarget(target);
    const [a, b] = [opened.seriesOf('a', [['job', 'inner']]), opened.seriesOf('b', [])];
    opened.record(
      1000,
      [
        { series: a, value: 1 },
        { series: b, value: 2 },
      ],
      true
    );
    opened.record(2000, [{ series: b, value: 3 }], true);
    const text = new MetricStore();
    text.addScrape({ labels: target, timeMs: 1000, text: 'a{job="inner"} 1\nb 2' });
    text.addScrape({ labels: target, timeMs: 2000, text: 'b 3' });
    for (const timeMs of [1000, 2000]) {
      expect(valuesOf(store, '{job="worker"}', timeMs)).toEqual(valuesOf(text, '{job="worker"}', timeMs));
    }
    opened.end(3000);
    expect(valuesOf(store, '{job="worker"}', 3000)).toEqual({});
  });

  it('keeps its own labels where it may', () => {
    const store = new MetricStore();
    const opened = store.openTarget(target, { honorLabels: true });
    opened.record(1000, [{ series: opened.seriesOf('a', [['instance', 'own']]), value: 1 }], true);
    expect(valuesOf(store, 'a', 1000)).toEqual({ 'a{instance="own", job="worker"}': 1 });
  });

  it('that does not answer is down, and its series end', () => {
    const store = new MetricStore();
    const opened = store.openTarget(target);
    opened.record(1000, [{ series: opened.seriesOf('a', []), value: 1 }], true);
    opened.record(2000, [], false);
    expect(valuesOf(store, '{__name__=~"a|up"}', 2000)).toEqual({ [`up${at}`]: 0 });
    expect(() => opened.record(2000, [], true)).toThrow(OutOfOrderError);
  });
});
