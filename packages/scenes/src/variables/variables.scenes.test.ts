import { dynamo } from '@dynamo-observability/dashboards';
import { MultiValueVariable, sceneGraph, sceneUtils, type EmbeddedScene, type VariableValue } from '@grafana/scenes';
import { parser } from '@prometheus-io/lezer-promql';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createDashboardScene } from '../dashboard/dashboard-scene.ts';
import { activateTree, eventually, startWith } from '../testing/host.ts';
import { FakePrometheus } from '../testing/prometheus.ts';

const prometheus = new FakePrometheus();
beforeAll(() => startWith(prometheus));
beforeEach(() => {
  prometheus.reset();
  prometheus.labels = {
    model: ['a/b', 'c'],
    instance: ['w-1:80', 'w-2:80', 'w-10:80'],
    cluster: ['eu'],
    namespace: [],
  };
});

const page = (): EmbeddedScene => createDashboardScene(dynamo, { pathOf: (uid) => uid });

const isMulti = (found: unknown): found is MultiValueVariable => found instanceof MultiValueVariable;

function variable(scene: EmbeddedScene, name: string): MultiValueVariable {
  const found = sceneGraph.lookupVariable(name, scene);
  if (!isMulti(found)) {
    throw new Error(`no variable ${name}`);
  }
  return found;
}

/** Opens the page with some values chosen and gives every query that reaches Prometheus. */
async function queriesWith(chosen: { readonly [name: string]: VariableValue }): Promise<readonly string[]> {
  const scene = page();
  for (const [name, value] of Object.entries(chosen)) {
    variable(scene, name).skipNextValidation = true;
    variable(scene, name).changeValueTo(value);
  }
  const off = activateTree(scene);
  const count = sceneGraph.findAllObjects(scene, (o) => 'queries' in o.state).length;
  await eventually(() => expect(prometheus.asked.length).toBeGreaterThanOrEqual(count));
  off();
  return prometheus.asked;
}

function expectPromQl(queries: readonly string[]): void {
  for (const query of queries) {
    parser.parse(query).iterate({ enter: (node) => expect(node.type.isError, query).toBe(false) });
    // `$1` belongs to label_replace.
    expect(query).not.toMatch(/\$[a-z_{]/i);
  }
}

describe('the variables of the Dynamo page', () => {
  it.each<[string, { readonly [name: string]: VariableValue }, string]>([
    ['nothing chosen', {}, 'model=~".*"'],
    ['one model', { model: ['c'] }, 'model=~"c"'],
    ['several models', { model: ['a/b', 'c'] }, 'model=~"(a/b|c)"'],
    ['a model whose name holds signs of patterns', { model: ['a.b+c'] }, String.raw`model=~"a\\.b\\+c"`],
    ['one worker', { worker: ['w-1:80'] }, 'instance=~"w-1:80"'],
    ['a role, which is a pattern', { role: ['decode|backend'] }, '"decode|backend"'],
    ['both roles', { role: ['prefill', 'decode|backend'] }, '"prefill|decode|backend"'],
    ['a deployment, which is a pattern', { deployment: ['my.ns'] }, 'dynamo_namespace=~"my.ns|"'],
    ['another quantile', { quantile: '0.5' }, 'histogram_quantile(0.5'],
  ])('%s gives PromQL', async (_, chosen, part) => {
    const queries = await queriesWith(chosen);
    expectPromQl(queries);
    expect(queries.some((query) => query.includes(part))).toBe(true);
  });

  it('offer what Prometheus has, workers in natural order', async () => {
    const scene = page();
    const off = activateTree(scene);
    await eventually(() => expect(variable(scene, 'worker').state.options).toHaveLength(3));
    expect(variable(scene, 'worker').state.options.map(({ label }) => label)).toEqual(['w-1:80', 'w-2:80', 'w-10:80']);
    expect(variable(scene, 'worker').hasAllValue()).toBe(true);
    off();
  });

  it('stay at All where Prometheus has no such label', async () => {
    const scene = page();
    const off = activateTree(scene);
    await eventually(() => expect(variable(scene, 'namespace').state.loading).toBe(false));
    expect(variable(scene, 'namespace').getValue()).toMatchObject({ formatter: expect.any(Function) as unknown });
    off();
  });
});

/** The page as an address opens it. */
function opened(search: string): EmbeddedScene {
  const scene = page();
  sceneUtils.syncStateFromSearchParams(scene, new URLSearchParams(search));
  return scene;
}

describe('an address', () => {
  it('chooses values before Prometheus has said which there are', () => {
    const scene = opened('?var-model=a%2Fb&var-model=c&var-role=prefill&var-quantile=0.9');
    expect(variable(scene, 'model').state.value).toEqual(['a/b', 'c']);
    expect(variable(scene, 'role').state.value).toEqual(['prefill']);
    expect(variable(scene, 'quantile').state.value).toBe('0.9');
  });

  it.each([
    ['a quantile that is not listed', '?var-quantile=1)+or+vector(1', 'quantile', '0.99'],
    ['a role that is not listed', '?var-role=%22}', 'role', ['$__all']],
    ['a listed role and another', '?var-role=prefill&var-role=x', 'role', ['$__all']],
  ])('does not bring %s into queries', (_, search, name, value) => {
    expect(variable(opened(search), name).state.value).toEqual(value);
  });

  it('with a time range that is none still shows the page', () => {
    const { from, to } = sceneGraph.getTimeRange(opened('?from=yesterday-ish&to=%00')).state;
    expect({ from, to }).toEqual({ from: dynamo.from, to: dynamo.to });
  });
});

describe('the data source', () => {
  const value = (chosen: { readonly prometheus?: string }) =>
    variable(createDashboardScene(dynamo, { pathOf: (uid) => uid, dataSources: chosen }), 'prometheus_datasource').state
      .value;

  it('starts with the one that was chosen for the app', () => {
    expect(value({ prometheus: 'mimir' })).toBe('mimir');
    expect(value({})).toBe('');
  });

  it.each([
    ['one that there is', 'prometheus'],
    ['one that there is not, which is then the first', 'nowhere'],
  ])('may be named by an address: %s', async (_, uid) => {
    const scene = opened(`?var-prometheus_datasource=${uid}`);
    const off = activateTree(scene);
    await eventually(() => expect(variable(scene, 'prometheus_datasource').state.value).toBe('prometheus'));
    off();
  });
});
