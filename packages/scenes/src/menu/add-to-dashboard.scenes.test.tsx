import { dynamo, panelNumber } from '@dynamo-observability/dashboards';
import { sum, value } from '@dynamo-observability/query';
import { worker } from '@dynamo-observability/signals';
import { config, setPluginComponentHook } from '@grafana/runtime';
import { sceneGraph, VizPanel } from '@grafana/scenes';
import type { MouseEvent } from 'react';
import { flushSync } from 'react-dom';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';

import { createDashboardScene } from '../dashboard/dashboard-scene.ts';
import { dashboardOf, panelOf } from '../testing/definitions.ts';
import { eventually, startWith } from '../testing/host.ts';
import { elementWith, openPage } from '../testing/open-page.tsx';
import { FakePrometheus } from '../testing/prometheus.ts';

interface FormProps {
  readonly buildPanel: () => unknown;
  readonly onClose: () => void;
}

const noForm = () => ({ component: null, isLoading: false });
const built: unknown[] = [];

/** Stands in for Grafana's form. */
function Form({ buildPanel, onClose }: Partial<FormProps>): JSX.Element {
  built.push(buildPanel?.());
  return <button onClick={onClose}>Open dashboard</button>;
}

const form = () => ({ component: Form, isLoading: false });

beforeAll(() => startWith(new FakePrometheus()));

let close = (): void => undefined;
afterEach(() => {
  close();
  setPluginComponentHook(noForm);
  config.bootData.user.permissions = {};
  built.length = 0;
});

const links = [{ title: 'Only it', dashboard: 'small', variables: { model: '${__field.labels.model:percentencode}' } }];
const panel = panelOf([sum(value(worker.inflightRequests))], { id: 'one', links });

/** Opens a page and the menu of its panel. */
async function open(): Promise<VizPanel> {
  const scene = createDashboardScene(dashboardOf([panel], { variables: dynamo.variables }), {
    pathOf: (uid) => `/a/app/${uid}`,
  });
  const opened = openPage(scene);
  await eventually(() => expect(opened.page.textContent).toContain('Panel'));
  const [viz] = sceneGraph.findDescendents(scene, VizPanel);
  if (viz === undefined) {
    throw new Error('no panel');
  }
  const off = viz.state.menu?.activate();
  close = () => {
    off?.();
    opened.close();
  };
  await eventually(() => expect(viz.state.menu?.state.items).not.toEqual([]));
  return viz;
}

const item = (viz: VizPanel) => viz.state.menu?.state.items?.find(({ text }) => text === 'Add to dashboard');

describe('adding a panel to a dashboard', () => {
  it.each([
    ['who may change no dashboard', {}, form],
    ['whose Grafana has no form for it', { 'dashboards:create': true }, noForm],
  ])('is not offered to those %s', async (_, permissions, hook) => {
    config.bootData.user.permissions = permissions;
    setPluginComponentHook(hook);
    expect(item(await open())).toBeUndefined();
  });

  it('opens the form with a panel that needs nothing of the page, and closes it', async () => {
    config.bootData.user.permissions = { 'dashboards:write': true };
    setPluginComponentHook(form);
    item(await open())?.onClick?.({} as MouseEvent);
    await eventually(() => expect(built.length).toBeGreaterThan(0));
    expect(built[0]).toMatchObject({
      type: 'timeseries',
      gridPos: { x: 0, y: 0, w: 12, h: 8 },
      datasource: { uid: 'prometheus', type: 'prometheus' },
      targets: [{ refId: 'A', datasource: { uid: 'prometheus', type: 'prometheus' } }],
      fieldConfig: {
        defaults: {
          links: [{ url: '/a/app/small?var-model=${__field.labels.model:percentencode}&${__url_time_range}' }],
        },
      },
    });
    expect(JSON.stringify(built[0])).not.toMatch(/\$(cluster|model|worker|\{\w+:(pipe|queryparam))/);
    expect(built[0]).not.toHaveProperty('id', panelNumber('one'));
    const submit = elementWith('button', 'Open dashboard');
    flushSync(() => submit?.click());
    await eventually(() => expect(document.body.textContent).not.toContain('Open dashboard'));
  });
});
