import { beforeAll, describe, expect, it } from 'vitest';

import { capturedSeries, shownSeries, type FamilySeries } from '../../testing/captured-page.ts';
import { everythingOn, run } from '../testing/everything-on.ts';

/** What the Python client says of itself. */
const ofTheClient = /^(python|process)_|_created$/;
/** Captured as HELP and TYPE only: they come with an event, which the capture had not. */
const withAnEvent =
  /^dynamo_planner_(plugin_held_over|plugin_cache_age|reconcile_clamped|constrain_capped|tick_skipped|tick_requires)/;

describe('the page of a planner beside a captured one', () => {
  const captured = capturedSeries('planner/planner.metrics.txt').filter(({ name }) => !ofTheClient.test(name));
  let simulated: readonly FamilySeries[] = [];

  beforeAll(() => {
    const { exporters } = run({ ...everythingOn(), durationSeconds: 300 });
    simulated = exporters
      .flatMap(({ targets }) => targets)
      .filter(({ labels }) => labels['job'] === 'dynamo/dynamo-planner')
      .flatMap(({ page }) => shownSeries(page));
  });

  const names = (series: readonly FamilySeries[]) => new Set(series.map(({ name }) => name));

  it('has the captured families, and those that come with an event', () => {
    const now = names(simulated);
    const before = names(captured);
    expect([...before].filter((name) => !now.has(name))).toEqual([]);
    expect([...now].filter((name) => !before.has(name) && !withAnEvent.test(name))).toEqual([]);
  });

  it('has the labels of each, and the bounds as Python writes them', () => {
    const kinds = (series: readonly FamilySeries[]) =>
      new Set(
        series.map(({ name, labels }) => `${name} ${Object.keys(labels).sort().join(' ')} ${labels['le'] ?? ''}`)
      );
    const now = kinds(simulated);
    expect([...kinds(captured)].filter((kind) => !now.has(kind))).toEqual([]);
  });

  it.each(['dynamo_planner_load_scaling_decision', 'dynamo_planner_throughput_scaling_decision'])(
    'has every state of %s',
    (decision) => {
      const states = (series: readonly FamilySeries[]) =>
        new Set(series.filter(({ name }) => name === decision).map(({ labels }) => labels[decision]));
      expect(states(simulated)).toEqual(states(captured));
    }
  );
});
