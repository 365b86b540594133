import { annotations } from '@dynamo-observability/dashboards';
import { dataLayers, sceneGraph } from '@grafana/scenes';
import { flushSync } from 'react-dom';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';

import { createDashboardScene } from '../dashboard/dashboard-scene.ts';
import { dashboardOf } from '../testing/definitions.ts';
import { eventually, startWith } from '../testing/host.ts';
import { openPage } from '../testing/open-page.tsx';
import { FakePrometheus } from '../testing/prometheus.ts';

beforeAll(() => startWith(new FakePrometheus()));

let close = (): void => undefined;
afterEach(() => close());

describe('the control of marks', () => {
  it('switches each kind, says how many are shown, and stays open', async () => {
    const scene = createDashboardScene(dashboardOf([]), { pathOf: (uid) => uid });
    ({ close } = openPage(scene));
    const all = annotations.length;
    const button = (shown: number) =>
      document.querySelector<HTMLElement>(`button[aria-label="Marks: ${shown} of ${all}"]`);
    await eventually(() => expect(button(all)).not.toBeNull());
    flushSync(() => button(all)?.click());
    const items = () => [...document.querySelectorAll<HTMLElement>('[role="menuitemcheckbox"]')];
    await eventually(() => expect(items()).toHaveLength(all));
    expect(items().map((item) => item.getAttribute('aria-checked'))).toEqual(annotations.map(() => 'true'));
    flushSync(() => items()[0]?.click());
    expect(sceneGraph.findDescendents(scene, dataLayers.AnnotationsDataLayer)[0]?.state.isEnabled).toBe(false);
    await eventually(() => expect(button(all - 1)).not.toBeNull());
    expect(items()[0]?.getAttribute('aria-checked')).toBe('false');
  });

  it('is not there on a page without marks', async () => {
    const scene = createDashboardScene(dashboardOf([], { variables: [] }), { pathOf: (uid) => uid });
    const { page, close: end } = openPage(scene);
    close = end;
    await eventually(() => expect(page.querySelector('button[aria-label^="Compare with"]')).not.toBeNull());
    expect(page.querySelector('button[aria-label^="Marks"]')).toBeNull();
  });
});
