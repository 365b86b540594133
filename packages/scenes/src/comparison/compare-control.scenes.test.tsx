import { sum, value } from '@dynamo-observability/query';
import { worker } from '@dynamo-observability/signals';
import { sceneGraph, sceneUtils, VizPanel, type EmbeddedScene } from '@grafana/scenes';
import { flushSync } from 'react-dom';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createDashboardScene } from '../dashboard/dashboard-scene.ts';
import { dashboardOf, panelOf } from '../testing/definitions.ts';
import { eventually, startWith } from '../testing/host.ts';
import { openPage } from '../testing/open-page.tsx';
import { FakePrometheus } from '../testing/prometheus.ts';
import { CompareControl } from './compare-control.tsx';

const prometheus = new FakePrometheus();
beforeAll(() => startWith(prometheus));
beforeEach(() => {
  prometheus.reset();
  prometheus.answer = () => [1];
});

let close = (): void => undefined;
afterEach(() => close());

const asked = [sum(value(worker.inflightRequests))];
const panels = [
  panelOf(asked, { id: 'chart' }),
  panelOf(asked, { id: 'figure', kind: 'stat' }),
  panelOf(asked, { id: 'heat', kind: 'heatmap' }),
];

/** Opens a page with a chart, a figure and a heatmap as an address says. */
function open(search: string): { readonly scene: EmbeddedScene; readonly control: CompareControl } {
  const scene = createDashboardScene(dashboardOf(panels), { pathOf: (uid) => uid });
  sceneUtils.syncStateFromSearchParams(scene, new URLSearchParams(search));
  ({ close } = openPage(scene));
  const [control] = sceneGraph.findDescendents(scene, CompareControl);
  if (control === undefined) {
    throw new Error('no control');
  }
  return { scene, control };
}

const seriesCounts = (scene: EmbeddedScene): readonly unknown[] =>
  sceneGraph.findDescendents(scene, VizPanel).map((viz) => sceneGraph.getData(viz).state.data?.series.length);

describe('comparing with an earlier period', () => {
  it('draws it on charts over time, and asks for it for nothing else', async () => {
    const { scene } = open('?compareWith=24h');
    await eventually(() => expect(seriesCounts(scene)).toEqual([2, 1, 1]));
    expect(prometheus.asked.filter((expr) => expr.includes('__name__'))).toHaveLength(1);
  });

  it('is off until it is asked for', async () => {
    const { scene, control } = open('');
    await eventually(() => expect(seriesCounts(scene)).toEqual([1, 1, 1]));
    control.onCompareWithChanged('__previousPeriod');
    await eventually(() => expect(seriesCounts(scene)).toEqual([2, 1, 1]));
    expect(control.getUrlState()).toEqual({ compareWith: '__previousPeriod' });
    control.onCompareWithChanged('__noPeriod');
    await eventually(() => expect(seriesCounts(scene)).toEqual([1, 1, 1]));
    expect(control.getUrlState()).toEqual({ compareWith: undefined });
  });

  it.each(['?compareWith=yesterday', '?compareWith=toString', '?compareWith=__noPeriod', '?compareWith='])(
    'is off for %s',
    async (search) => {
      const { control } = open(search);
      expect(control.state.compareWith).toBeUndefined();
    }
  );

  it('says in words which periods there are, and which is chosen', async () => {
    open('');
    const button = (label: string) => document.querySelector<HTMLElement>(`button[aria-label="${label}"]`);
    await eventually(() => expect(button('Compare with: Nothing')).not.toBeNull());
    flushSync(() => button('Compare with: Nothing')?.click());
    const items = () => [...document.querySelectorAll<HTMLElement>('[role="menuitemradio"]')];
    await eventually(() => expect(items().map(({ textContent }) => textContent)).toContain('Day before'));
    flushSync(() => items().at(2)?.click());
    await eventually(() => expect(button('Compare with: Day before')?.textContent).toBe('Day before'));
  });
});
