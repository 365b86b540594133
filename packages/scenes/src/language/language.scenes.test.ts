import { dynamo } from '@dynamo-observability/dashboards';
import { initPluginTranslations } from '@grafana/i18n';
import { SceneGridRow, sceneGraph, VizPanel } from '@grafana/scenes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createDashboardScene } from '../dashboard/dashboard-scene.ts';
import { activateTree, eventually, startWith } from '../testing/host.ts';
import { FakePrometheus } from '../testing/prometheus.ts';
import { loadSceneTranslations } from './load.ts';
import { text } from './translate.ts';

beforeAll(async () => {
  await startWith(new FakePrometheus());
  // A name space of its own, filled from the Chinese file; the language of the window stays English for other tests.
  await initPluginTranslations('chinese', [() => loadSceneTranslations('zh-Hans')]);
});
afterAll(async () => {
  await initPluginTranslations('dynamo-observability-app');
});

const chinese = /\p{Script=Han}/u;

describe('in Chinese', () => {
  it('panels, rows and variables have Chinese texts', () => {
    const scene = createDashboardScene(dynamo, { pathOf: (uid) => uid });
    const rows = sceneGraph.findDescendents(scene, SceneGridRow).map(({ state }) => state.title);
    const panels = sceneGraph.findDescendents(scene, VizPanel);
    expect(rows).toContainEqual(expect.stringMatching(chinese));
    expect(panels.filter(({ state }) => !chinese.test(state.description ?? ''))).toEqual([]);
    expect(scene.state.$variables?.state.variables.map(({ state }) => state.label)).toContainEqual(
      expect.stringMatching(chinese)
    );
  });

  it('an empty panel says in Chinese why it is empty', async () => {
    const scene = createDashboardScene(dynamo, { pathOf: (uid) => uid });
    const off = activateTree(scene);
    const [viz] = sceneGraph.findDescendents(scene, VizPanel);
    await eventually(() => expect(viz?.state.fieldConfig.defaults.noValue).toMatch(/^未抓取：/));
    off();
  });

  it('values are filled in as they are: nothing is written as HTML', () => {
    expect(text('empty.failed', { message: '<b> & "/metrics" $t(app.title) {{x}}' })).toBe(
      '查询失败：<b> & "/metrics" $t(app.title) {{x}}'
    );
  });
});

describe('in a language that has no texts', () => {
  it('English stands in', async () => {
    expect(await loadSceneTranslations('fr-FR')).toEqual(await loadSceneTranslations('en-US'));
  });
});
