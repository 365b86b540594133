import { per, mean, rate, sum, value } from '@dynamo-observability/query';
import { frontend, gpu, nats, processes, router, worker } from '@dynamo-observability/signals';
import { sceneGraph, SceneQueryRunner, VizPanel } from '@grafana/scenes';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createDashboardScene } from '../dashboard/dashboard-scene.ts';
import { dashboardOf, panelOf } from '../testing/definitions.ts';
import { activateTree, eventually, startWith } from '../testing/host.ts';
import { openPage } from '../testing/open-page.tsx';
import { FakePrometheus } from '../testing/prometheus.ts';

const prometheus = new FakePrometheus();
beforeAll(() => startWith(prometheus));
beforeEach(() => prometheus.reset());

const inFlight = panelOf([sum(value(worker.inflightRequests))]);

/** Opens a page with one panel and gives the panel. */
function open(panel = inFlight): {
  readonly viz: VizPanel;
  readonly runner: SceneQueryRunner;
  readonly off: () => void;
} {
  const scene = createDashboardScene(dashboardOf([panel]), { pathOf: (uid) => uid });
  const off = activateTree(scene);
  const [viz] = sceneGraph.findDescendents(scene, VizPanel);
  const [runner] = sceneGraph.findDescendents(viz ?? scene, SceneQueryRunner);
  if (viz === undefined || runner === undefined) {
    throw new Error('the page has no panel');
  }
  return { viz, runner, off };
}

const words = (viz: VizPanel): unknown => viz.state.fieldConfig.defaults.noValue;

describe('an empty panel says', () => {
  it.each([
    [
      'that its process is not scraped, and what to do',
      inFlight,
      [],
      'Not scraped: Dynamo workers. Set DYN_SYSTEM_PORT on every worker (off by default) and scrape /metrics there.',
    ],
    [
      'which of two processes is not scraped',
      panelOf([per(sum(rate(gpu.energy)), sum(rate(frontend.requestsStarted)))]),
      [processes.frontend.probe, frontend.requestsStarted.name],
      `Not scraped: DCGM exporter. ${processes.dcgm.scrape}`,
    ],
    [
      'that its process may not be used here, for one that an installation can do without',
      panelOf([sum(value(nats.connections))]),
      [],
      `Not used here, or not scraped: NATS exporter. ${processes.nats.scrape}`,
    ],
    [
      'which flag is missing',
      panelOf([mean(router.kvHitRate)]),
      [processes.frontend.probe],
      'Not enabled. Needs: --router-mode kv',
    ],
    [
      'which flag is missing, or what the absence means',
      panelOf([sum(rate(frontend.migrations))]),
      [processes.frontend.probe],
      'Needs: --migration-limit. If that is set: Nothing happened.',
    ],
    [
      'what its absence means, while there was no event',
      panelOf([sum(rate(frontend.requestsStarted))]),
      [processes.frontend.probe],
      'Nothing happened.',
    ],
    [
      'what a scraped process does not expose',
      panelOf([value(gpu.temperature)]),
      [processes.dcgm.probe],
      'DCGM exporter: scraped, but without DCGM_FI_DEV_GPU_TEMP. This version or engine does not expose what the panel reads.',
    ],
    [
      'that it is the selection or the time range',
      inFlight,
      [worker.inflightRequests.name],
      'No data for this selection and time range.',
    ],
  ])('%s', async (_, panel, existing, message) => {
    prometheus.existing = existing;
    const { viz, off } = open(panel);
    await eventually(() => expect(words(viz)).toBe(message));
    off();
  });

  it('why the query failed', async () => {
    prometheus.answer = () => {
      throw new Error('query timed out after 30s in <expr>');
    };
    const { viz, off } = open();
    await eventually(() => expect(words(viz)).toBe('The query failed: query timed out after 30s in <expr>'));
    off();
  });

  it('the same for values that are not numbers: they draw nothing', async () => {
    prometheus.existing = [worker.inflightRequests.name];
    prometheus.answer = () => [NaN];
    const { viz, off } = open();
    await eventually(() => expect(words(viz)).toBe('No data for this selection and time range.'));
    off();
  });

  it('what its definition says as long as it is not known which series exist', async () => {
    const { query } = prometheus;
    prometheus.query = () => new Promise(() => undefined);
    const { viz, runner, off } = open();
    await eventually(() => expect(runner.state.data?.state).toBe('Done'));
    expect(words(viz)).toBe('Nothing happened.');
    off();
    prometheus.query = query;
  });
});

describe('a panel that has values', () => {
  it('puts a dash where one is missing, and says nothing of itself', async () => {
    prometheus.answer = () => [1];
    const { viz, off } = open();
    await eventually(() => expect(words(viz)).toBe('–'));
    off();
  });

  it('explains itself when they are gone, and no more when they are back', async () => {
    prometheus.existing = [worker.inflightRequests.name];
    const { viz, runner, off } = open();
    await eventually(() => expect(words(viz)).toMatch(/^No data/));
    prometheus.answer = () => [1];
    runner.runQueries();
    await eventually(() => expect(words(viz)).toBe('–'));
    prometheus.answer = () => [];
    runner.runQueries();
    await eventually(() => expect(words(viz)).toMatch(/^No data/));
    off();
  });
});

describe('a panel that would write its message as large as a value', () => {
  const options = { colorMode: 'value', graphMode: 'area', reduceOptions: { calcs: ['lastNotNull'] } };
  const stat = panelOf([sum(value(worker.inflightRequests))], { kind: 'stat', options });

  it('writes it as plain text, and values as its definition says', async () => {
    const { viz, runner, off } = open(stat);
    await eventually(() =>
      expect(viz.state.options).toMatchObject({ colorMode: 'none', graphMode: 'none', text: { valueSize: 13 } })
    );
    prometheus.answer = () => [1];
    runner.runQueries();
    await eventually(() => expect(viz.state.options).toMatchObject({ ...options, text: {} }));
    expect(viz.state.options).not.toHaveProperty('text.valueSize');
    off();
  });
});

describe('the texts of an open panel', () => {
  it('survive the loading of its plugin, which writes its configuration anew', async () => {
    const { viz, off } = open();
    await eventually(() => expect(words(viz)).toMatch(/^Not scraped/));
    viz.onFieldConfigChange({ defaults: { noValue: 'Nothing happened.' }, overrides: [] }, true);
    await eventually(() => expect(words(viz)).toMatch(/^Not scraped/));
    off();
  });
});

describe('a panel that waits for its first answer', () => {
  const { queryRange } = prometheus;
  afterEach(() => {
    prometheus.queryRange = queryRange;
  });

  it('shows that it is loading, and no reason for being empty', async () => {
    prometheus.queryRange = () => new Promise(() => undefined);
    const scene = createDashboardScene(dashboardOf([inFlight]), { pathOf: (uid) => uid });
    const { page, close } = openPage(scene);
    await eventually(() => expect(page.querySelector('[aria-label="Panel loading bar"]')).not.toBeNull());
    expect(page.textContent).not.toMatch(/Nothing happened|No data|Not scraped/);
    close();
  });
});
