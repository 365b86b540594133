import { sum, value } from '@dynamo-observability/query';
import { worker } from '@dynamo-observability/signals';
import { AdHocFiltersVariable, sceneGraph, sceneUtils, VizPanel, type EmbeddedScene } from '@grafana/scenes';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createDashboardScene } from '../dashboard/dashboard-scene.ts';
import { shownQueries } from '../panel/shown-queries.ts';
import { dashboardOf, panelOf } from '../testing/definitions.ts';
import { eventually, startWith } from '../testing/host.ts';
import { openPage } from '../testing/open-page.tsx';
import { FakePrometheus } from '../testing/prometheus.ts';

const prometheus = new FakePrometheus();
beforeAll(() => startWith(prometheus));
beforeEach(() => prometheus.reset());

let close = (): void => undefined;
afterEach(() => close());

const panel = panelOf([sum(value(worker.inflightRequests))]);

/** Opens a page with one panel, as an address says. */
function open(search = ''): EmbeddedScene {
  const scene = createDashboardScene(dashboardOf([panel]), { pathOf: (uid) => uid });
  sceneUtils.syncStateFromSearchParams(scene, new URLSearchParams(search));
  ({ close } = openPage(scene));
  return scene;
}

const askedFor = (family: string): readonly string[] => prometheus.asked.filter((expr) => expr.includes(family));
const filtersOf = (scene: EmbeddedScene): AdHocFiltersVariable => {
  const [found] = sceneGraph.findDescendents(scene, AdHocFiltersVariable);
  if (found === undefined) {
    throw new Error('the page has no filters');
  }
  return found;
};

describe('filters on labels', () => {
  it('narrow the queries of panels, and not the question which series exist, nor marks', async () => {
    open('?var-filters=pod%7C%3D%7Ca"b&var-filters=instance%7C!%3D%7Cx');
    await eventually(() => expect(askedFor('inflight_requests{')[0]).toMatch(/,pod="a\\"b",instance!="x"}\)$/));
    expect(askedFor('__name__')).toHaveLength(1);
    expect(prometheus.asked.filter((expr) => !expr.includes('inflight_requests{') && expr.includes('pod='))).toEqual(
      []
    );
  });

  it('ask again when they change, and stand in the address', async () => {
    const scene = open();
    await eventually(() => expect(askedFor('inflight_requests{')).toHaveLength(1));
    const filters = filtersOf(scene);
    filters.setState({ filters: [{ key: 'instance', operator: '=', value: 'w-1' }] });
    await eventually(() => expect(askedFor('instance="w-1"')).toHaveLength(1));
    expect(filters.urlSync?.getUrlState()).toEqual({ 'var-filters': ['instance|=|w-1'] });
  });

  it('are in the queries that are copied and opened elsewhere', async () => {
    const scene = open('?var-filters=instance%7C%3D%7Cw-1');
    const [viz] = sceneGraph.findDescendents(scene, VizPanel);
    const shown = viz && (await shownQueries(viz));
    expect(shown?.queries[0]?.['expr']).toContain('instance="w-1"}');
  });

  it.each([
    ['no label', 'a"}or(vector(1))%7C%3D%7Cx'],
    ['no operator', 'pod%7C)%7Cx'],
    ['no filter at all', 'garbage'],
    ['nothing', ''],
  ])('that are %s do not break the page', async (_, filter) => {
    const scene = open(`?var-filters=${filter}`);
    await eventually(() => expect(askedFor('inflight_requests{')).toHaveLength(1));
    expect(filtersOf(scene).state.filters).toEqual([]);
  });

  it('offer the labels of the page', () => {
    const keys = filtersOf(open()).state.defaultKeys?.map(({ text }) => text);
    expect(keys).toEqual(expect.arrayContaining(['dynamo_component', 'instance', 'pod']));
  });

  it('are there for no page that reads no metrics', () => {
    const scene = createDashboardScene(dashboardOf([]), { pathOf: (uid) => uid });
    expect(sceneGraph.findDescendents(scene, AdHocFiltersVariable)).toEqual([]);
  });
});
