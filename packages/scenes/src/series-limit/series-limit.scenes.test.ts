import { sum, value } from '@dynamo-observability/query';
import { worker } from '@dynamo-observability/signals';
import { sceneGraph, VizPanel } from '@grafana/scenes';
import { flushSync } from 'react-dom';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createDashboardScene } from '../dashboard/dashboard-scene.ts';
import { dashboardOf, panelOf } from '../testing/definitions.ts';
import { eventually, startWith } from '../testing/host.ts';
import { elementWith, openPage } from '../testing/open-page.tsx';
import { FakePrometheus } from '../testing/prometheus.ts';
import { allSeriesOf } from './series-limit.tsx';

const prometheus = new FakePrometheus();
beforeAll(() => startWith(prometheus));
beforeEach(() => prometheus.reset());

let close = (): void => undefined;
afterEach(() => close());

/** Opens a page with a panel whose query has so many answers. */
function open(answers: number, kind: 'timeseries' | 'table' = 'timeseries'): { page: HTMLElement; viz: VizPanel } {
  prometheus.answer = () => Array.from({ length: answers }, (_, i) => i);
  const panel = panelOf([sum(value(worker.inflightRequests))], { kind });
  const scene = createDashboardScene(dashboardOf([panel]), { pathOf: (uid) => uid });
  const opened = openPage(scene);
  ({ close } = opened);
  const [viz] = sceneGraph.findDescendents(scene, VizPanel);
  if (viz === undefined) {
    throw new Error('no panel');
  }
  return { page: opened.page, viz };
}

const drawn = (viz: VizPanel): number | undefined => sceneGraph.getData(viz).state.data?.series.length;

describe('a panel with many series', () => {
  it('draws the 20 largest, says so, and shows all on demand', async () => {
    const { page, viz } = open(134);
    await eventually(() => expect(page.textContent).toContain('20 of 134 series'));
    expect(drawn(viz)).toBe(20);
    expect(allSeriesOf(viz)).toHaveLength(134);
    flushSync(() => elementWith('button', 'Show all')?.click());
    await eventually(() => expect(drawn(viz)).toBe(134));
    flushSync(() => elementWith('button', 'Show the 20 largest')?.click());
    await eventually(() => expect(drawn(viz)).toBe(20));
  });

  it('says nothing up to the limit', async () => {
    const { page, viz } = open(20);
    await eventually(() => expect(drawn(viz)).toBe(20));
    expect(page.textContent).not.toContain('series');
  });

  it('keeps all rows of a table', async () => {
    const { viz } = open(134, 'table');
    await eventually(() => expect(drawn(viz)).toBe(134));
    expect(allSeriesOf(viz)).toBeUndefined();
  });
});
