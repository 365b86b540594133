import { panelNumber } from '@dynamo-observability/dashboards';
import { sum, value } from '@dynamo-observability/query';
import { worker } from '@dynamo-observability/signals';
import { sceneGraph, SceneQueryRunner, sceneUtils, type EmbeddedScene, type VizPanel } from '@grafana/scenes';
import { flushSync } from 'react-dom';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';

import { createDashboardScene } from '../dashboard/dashboard-scene.ts';
import { dashboardOf, panelOf } from '../testing/definitions.ts';
import { eventually, startWith } from '../testing/host.ts';
import { elementWith, openPage } from '../testing/open-page.tsx';
import { FakePrometheus } from '../testing/prometheus.ts';
import { DashboardBody } from './dashboard-body.tsx';

const prometheus = new FakePrometheus();
beforeAll(() => startWith(prometheus));
beforeEach(() => {
  prometheus.reset();
  prometheus.answer = () => [7, 8];
});

const asked = sum(value(worker.inflightRequests));
const first = panelOf([asked], { id: 'first', title: 'First panel' });
const second = panelOf([asked], { id: 'second', title: 'Second panel' });
const key = (id: string): string => `panel-${panelNumber(id)}`;

let close = (): void => undefined;
afterEach(() => {
  close();
  vi.restoreAllMocks();
});

interface Shown {
  readonly page: HTMLElement;
  readonly body: DashboardBody;
}

/** Opens a page with two panels as an address says it. */
function open(search = '', collapsed = false): Shown {
  const dashboard = dashboardOf([first, second]);
  const rows = dashboard.rows.map((row) => ({ ...row, collapsed }));
  const scene = createDashboardScene({ ...dashboard, rows }, { pathOf: (uid) => `/d/${uid}` });
  sceneUtils.syncStateFromSearchParams(scene, new URLSearchParams(search));
  const opened = openPage(scene);
  close = opened.close;
  return { page: opened.page, body: bodyIn(scene) };
}

function bodyIn(scene: EmbeddedScene): DashboardBody {
  const [body] = sceneGraph.findDescendents(scene, DashboardBody);
  if (body === undefined) {
    throw new Error('the page has no body');
  }
  return body;
}

function panelIn({ body }: Shown, id: string): VizPanel {
  const panel = body.panelOf(key(id));
  if (panel === undefined) {
    throw new Error(`no panel ${id}`);
  }
  return panel;
}

/** What lies over the page is drawn elsewhere in the document. */
const over = (): string => document.body.textContent ?? '';

describe('one panel in full size', () => {
  it('is what the address says, without the others, also from a row that is closed', async () => {
    const { page } = open(`?viewPanel=${key('second')}`, true);
    await eventually(() => expect(page.textContent).toContain('Second panel'));
    expect(page.textContent).not.toContain('First panel');
  });

  it('gives way to the whole page and back, and the address follows', async () => {
    const shown = open();
    shown.body.view(panelIn(shown, 'first'));
    await eventually(() => expect(shown.page.textContent).not.toContain('Second panel'));
    expect(shown.body.getUrlState()).toMatchObject({ viewPanel: key('first') });
    const back = () => elementWith('button', 'Back to the page');
    await eventually(() => expect(document.activeElement).toBe(back()));
    flushSync(() => back()?.click());
    await eventually(() => expect(shown.page.textContent).toContain('Second panel'));
    expect(shown.body.getUrlState()).toMatchObject({ viewPanel: undefined });
  });

  it.each(['?viewPanel=panel-0', '?viewPanel=%00"]', '?viewPanel=a&viewPanel=b', '?viewPanel=', '?viewPanel=row-1'])(
    'is not shown for %s: the page is',
    async (search) => {
      const { page } = open(search);
      await eventually(() => expect(page.textContent).toContain('First panel'));
      expect(page.textContent).toContain('Second panel');
    }
  );
});

describe('a look behind a panel', () => {
  it('shows its data as a table', async () => {
    open(`?inspect=${key('first')}`);
    await eventually(() => expect(over()).toContain('Inspect: First panel'));
    await eventually(() => expect(over()).toContain('1 rows'));
  });

  it('asks for the data of a panel that was not in view yet', async () => {
    open(`?inspect=${key('second')}`, true);
    await eventually(() => expect(over()).toContain('Inspect: Second panel'));
    await eventually(() => expect(over()).toContain('1 rows'));
  });

  it('saves the table as CSV', async () => {
    const { body } = open(`?inspect=${key('first')}`);
    const blobs: Blob[] = [];
    Object.assign(URL, {
      createObjectURL: (blob: Blob) => `blob:${blobs.push(blob)}`,
      revokeObjectURL: () => undefined,
    });
    const names: string[] = [];
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      names.push(this.download);
    });
    await eventually(() => expect(over()).toContain('Download CSV'));
    elementWith('button', 'Download CSV')?.click();
    expect(names).toEqual([expect.stringMatching(/^First-panel-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.csv$/)]);
    expect(await blobs[0]?.text()).toMatch(/^Time,.*\r\n\d{4}-.*Z,7,8\r\n$/);
    expect(body.state.inspect).toBe(key('first'));
  });

  it('shows the queries as they were sent, and the JSON of the panel', async () => {
    open(`?inspect=${key('first')}`);
    await eventually(() => expect(over()).toContain('1 rows'));
    const tab = (name: string) => elementWith('[role="tab"]', name);
    flushSync(() => tab('Query')?.dispatchEvent(new MouseEvent('click', { bubbles: true })));
    expect(over()).toContain('Query A: 2 series');
    expect(over()).toMatch(/Expr: sum \(dynamo_component_inflight_requests/);
    flushSync(() => tab('Panel JSON')?.dispatchEvent(new MouseEvent('click', { bubbles: true })));
    expect(over()).toContain(`"id": ${panelNumber('first')}`);
  });

  it('is taken out of the address when it is closed', async () => {
    const shown = open(`?inspect=${key('first')}`);
    await eventually(() => expect(over()).toContain('Inspect: First panel'));
    shown.body.inspect(undefined);
    await eventually(() => expect(over()).not.toContain('Inspect: First panel'));
    expect(shown.body.getUrlState()).toEqual({ viewPanel: undefined, inspect: undefined });
  });

  it('opens on nothing for a panel that there is not', async () => {
    const { page, body } = open('?inspect=panel-0');
    await eventually(() => expect(page.textContent).toContain('First panel'));
    expect(body.state.overlay).toBeUndefined();
  });
});

describe('the JSON of a panel', () => {
  it('is the one of the exported dashboard', () => {
    const shown = open();
    const json = JSON.parse(shown.body.jsonOf(panelIn(shown, 'first'))) as unknown;
    expect(json).toMatchObject({
      id: panelNumber('first'),
      type: 'timeseries',
      title: 'First panel',
      gridPos: { x: 0, y: 1, w: 12, h: 8 },
      targets: [{ refId: 'A', datasource: { uid: '${prometheus_datasource}' } }],
    });
    const [runner] = sceneGraph.findDescendents(panelIn(shown, 'first'), SceneQueryRunner);
    expect(json).toHaveProperty('targets[0].expr', runner?.state.queries[0]?.['expr']);
  });
});
