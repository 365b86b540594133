import { panelNumber } from '@dynamo-observability/dashboards';
import { sum, value } from '@dynamo-observability/query';
import { worker } from '@dynamo-observability/signals';
import { DashboardCursorSync } from '@grafana/data';
import { config, locationService } from '@grafana/runtime';
import { behaviors, sceneGraph, type EmbeddedScene } from '@grafana/scenes';
import { flushSync } from 'react-dom';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createDashboardScene } from '../dashboard/dashboard-scene.ts';
import { DashboardBody } from '../page/dashboard-body.tsx';
import { dashboardOf, panelOf } from '../testing/definitions.ts';
import { eventually, startWith } from '../testing/host.ts';
import { openPage } from '../testing/open-page.tsx';
import { FakePrometheus } from '../testing/prometheus.ts';

const prometheus = new FakePrometheus();
const key = `panel-${panelNumber('panel')}`;
const timeRange = { from: '2026-01-01T10:00:00.000Z', to: '2026-01-01T12:00:00.000Z' };

beforeAll(() => startWith(prometheus));

let scene: EmbeddedScene;
let body: DashboardBody;
let page: HTMLElement;
let close: () => void;

beforeEach(async () => {
  prometheus.reset();
  const panels = [panelOf([sum(value(worker.inflightRequests))])];
  scene = createDashboardScene(dashboardOf(panels), { pathOf: (uid) => `/d/${uid}`, timeRange });
  ({ page, close } = openPage(scene));
  const [found] = sceneGraph.findDescendents(scene, DashboardBody);
  if (found === undefined) {
    throw new Error('the page has no body');
  }
  body = found;
  await eventually(() => expect(page.querySelector('section')).not.toBeNull());
});
afterEach(() => {
  close();
  config.bootData.user.permissions = {};
});

/** Types keys as a keyboard does, into what has the focus. */
function type(
  keys: string,
  target: EventTarget = document.body,
  also: KeyboardEventInit = {}
): readonly KeyboardEvent[] {
  return keys.split(' ').map((one) => {
    const event = new KeyboardEvent('keydown', { key: one, bubbles: true, cancelable: true, ...also });
    flushSync(() => target.dispatchEvent(event));
    return event;
  });
}

/** Puts the keyboard focus on the panel. */
const focusPanel = (): void => flushSync(() => page.querySelector<HTMLElement>('section')?.focus());

const range = (): string => {
  const { from, to } = sceneGraph.getTimeRange(scene).state.value;
  return `${from.toISOString().slice(11, 16)}–${to.toISOString().slice(11, 16)}`;
};

describe('keys for the panel in focus', () => {
  it('do nothing while no panel has the focus or the pointer', () => {
    type('v');
    type('i');
    expect(body.state).toMatchObject({ grid: expect.anything() as unknown });
    expect([body.state.viewPanel, body.state.inspect]).toEqual([undefined, undefined]);
  });

  it('v shows it in full size and back', async () => {
    focusPanel();
    const [event] = type('v');
    expect(body.state.viewPanel).toBe(key);
    expect(event?.defaultPrevented).toBe(true);
    type('v');
    expect(body.state.viewPanel).toBeUndefined();
  });

  it('Escape leaves full size, and is left to others otherwise', () => {
    expect(type('Escape')[0]?.defaultPrevented).toBe(false);
    focusPanel();
    type('v');
    expect(type('Escape')[0]?.defaultPrevented).toBe(true);
    expect(body.state.viewPanel).toBeUndefined();
  });

  it('i looks behind it', async () => {
    focusPanel();
    type('i');
    expect(body.state.inspect).toBe(key);
  });

  it.each(['e', 'p x'])('%s opens Explore, for those who may', async (keys) => {
    focusPanel();
    locationService.push('/');
    type(keys);
    expect(locationService.getSearch().get('panes')).toBeNull();
    config.bootData.user.permissions = { 'datasources:explore': true };
    type(keys);
    await eventually(() => expect(locationService.getSearch().get('panes')).toContain('inflight_requests'));
  });

  it('p l hides the legend and shows it again', () => {
    focusPanel();
    const legend = () => Object(body.panelOf(key)?.state.options) as { legend?: { showLegend: boolean } };
    type('p l');
    expect(legend().legend?.showLegend).toBe(false);
    type('p l');
    expect(legend().legend?.showLegend).toBe(true);
  });
});

describe('keys for the page', () => {
  it.each([
    ['t z', '09:00–13:00'],
    ['t ArrowLeft', '09:00–11:00'],
    ['t ArrowRight', '11:00–13:00'],
  ])('%s moves the time range to %s', (keys, moved) => {
    type(keys);
    expect(range()).toBe(moved);
  });

  it('t a makes a range absolute', () => {
    sceneGraph.getTimeRange(scene).setState({ from: 'now-1h', to: 'now' });
    type('t a');
    expect(sceneGraph.getTimeRange(scene).state.from).toMatch(/^\d{4}-/);
  });

  it('d r asks again', async () => {
    await eventually(() => expect(prometheus.asked.length).toBeGreaterThan(1));
    const before = prometheus.asked.length;
    type('d r');
    await eventually(() => expect(prometheus.asked.length).toBeGreaterThan(before));
  });

  it('Control and o share the crosshair, then the tooltip too, then neither', () => {
    const sync = scene.state.$behaviors?.find((b) => b instanceof behaviors.CursorSync);
    const seen = [1, 2, 3].map(() => {
      type('o', document.body, { ctrlKey: true });
      return sync instanceof behaviors.CursorSync ? sync.state.sync : undefined;
    });
    expect(seen).toEqual([DashboardCursorSync.Tooltip, DashboardCursorSync.Off, DashboardCursorSync.Crosshair]);
  });

  it('? lists them all', async () => {
    type('?');
    await eventually(() => expect(document.body.textContent).toContain('Keyboard shortcuts'));
    expect(document.body.textContent).toContain('Full size and backv');
    expect(document.body.textContent).toContain('Half a range earliert←');
  });
});

describe('keys are left alone', () => {
  it.each(['input', 'textarea', 'select'])('while something is typed into an %s', (name) => {
    const field = page.appendChild(document.createElement(name));
    focusPanel();
    const events = type('v', field);
    expect(body.state.viewPanel).toBeUndefined();
    expect(events[0]?.defaultPrevented).toBe(false);
  });

  it.each(['dialog', 'menu', 'listbox'])('inside a %s', (role) => {
    const place = page.appendChild(document.createElement('div'));
    place.setAttribute('role', role);
    focusPanel();
    type('v', place.appendChild(document.createElement('button')));
    expect(body.state.viewPanel).toBeUndefined();
  });

  it('with another key held, and when the page is gone', () => {
    focusPanel();
    type('v', document.body, { altKey: true });
    type('v', document.body, { ctrlKey: true });
    expect(body.state.viewPanel).toBeUndefined();
    close();
    type('v');
    expect(body.state.viewPanel).toBeUndefined();
    ({ page, close } = openPage(scene));
  });
});
