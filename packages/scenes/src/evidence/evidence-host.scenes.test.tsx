import { requestsBehind } from '@dynamo-observability/dashboards';
import { EmbeddedScene, SceneTimeRange, sceneUtils, VizPanel } from '@grafana/scenes';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { panelOf } from '../testing/definitions.ts';
import { siteOf } from '../testing/evidence-site.ts';
import { endMs, fails, finds, id, line, loki, moment, span, tempo } from '../testing/evidence.ts';
import type { FakeSource } from '../testing/fake-source.ts';
import { lineRows, spanRows } from '../testing/found.ts';
import { eventually, offerSources, startWith } from '../testing/host.ts';
import { openPage } from '../testing/open-page.tsx';
import { FakePrometheus } from '../testing/prometheus.ts';
import { EvidenceHost, evidenceHostOf } from './evidence-host.tsx';
import { printPoint, type Point } from './point.ts';

const latency = panelOf([], {
  id: 'ttft',
  title: 'Time to first token',
  explain: requestsBehind('ttft', { model: 'model' }),
});
const roster = panelOf([], { id: 'roster' });
const point: Point = { panel: 'ttft', timeMs: moment.toMs, value: 0.5, labels: { model: 'a/b' } };

beforeAll(() => startWith(new FakePrometheus()));
beforeEach(() => offerSources({}));
let close = (): void => undefined;
afterEach(() => {
  close();
  close = () => undefined;
});

interface Opened {
  readonly host: EvidenceHost;
  readonly panel: VizPanel;
  readonly page: EmbeddedScene;
}

/** A page as an address says it, not drawn. */
function pageAt(address: string): Opened {
  const host = new EvidenceHost(siteOf([latency, roster]));
  const panel = new VizPanel({ pluginId: 'timeseries' });
  const page = new EmbeddedScene({
    $timeRange: new SceneTimeRange({ from: new Date(0).toISOString(), to: new Date(600_000).toISOString() }),
    controls: [host],
    body: panel,
  });
  sceneUtils.syncStateFromSearchParams(page, new URLSearchParams(address));
  return { host, panel, page };
}

const addressOf = ({ page }: Opened): URLSearchParams =>
  new URLSearchParams(sceneUtils.getUrlState(page) as Record<string, string>);
const shownPoint = ({ host }: Opened): Point | undefined => host.state.drawer?.state.point;

describe('the drawer of a page', () => {
  it('is found from any panel of the page, and from none that stands alone', () => {
    const { host, panel } = pageAt('');
    expect(evidenceHostOf(panel)).toBe(host);
    expect(evidenceHostOf(new VizPanel({ pluginId: 'timeseries' }))).toBeUndefined();
  });

  it('opens on a point, which then stands in the address; another page at that address has it open', () => {
    const first = pageAt('');
    expect(shownPoint(first)).toBeUndefined();
    first.host.open(point);
    const second = pageAt(addressOf(first).toString());
    expect(shownPoint(second)).toEqual(point);
  });

  it('leaves the address when it is closed', () => {
    const opened = pageAt(new URLSearchParams({ point: printPoint(point) }).toString());
    opened.host.close();
    expect(shownPoint(opened)).toBeUndefined();
    expect(addressOf(opened).has('point')).toBe(false);
  });

  it('does not search anew when the address says what it shows, and does when it says another point', () => {
    const { host } = pageAt('');
    host.open(point);
    const before = host.state.drawer;
    host.updateFromUrl({ point: printPoint(point) });
    expect(host.state.drawer).toBe(before);
    host.updateFromUrl({ point: printPoint({ ...point, timeMs: 150_000 }) });
    expect(host.state.drawer).not.toBe(before);
  });

  it.each([
    ['of a panel that there is not', 'panel=gone&timeMs=1'],
    ['of a panel that leads to no requests', 'panel=roster&timeMs=1'],
    ['that is none', '<script>alert(1)</script>'],
    ['that is empty', ''],
  ])('stays shut at a point %s', (_, text) => {
    expect(shownPoint(pageAt(new URLSearchParams({ point: text }).toString()))).toBeUndefined();
  });

  it('shuts when the address no longer has a point, or has two', () => {
    for (const said of [undefined, null, ['a', 'b']]) {
      const { host } = pageAt('');
      host.open(point);
      host.updateFromUrl({ point: said });
      expect(host.state.drawer).toBeUndefined();
    }
  });
});

describe('what the drawer shows', () => {
  /** Opens the drawer on the point with these data sources; gives the text of the document, as it is then. */
  function show(sources: Readonly<Record<string, FakeSource | Error>>, at = point): () => string {
    offerSources(sources);
    const opened = pageAt('');
    ({ close } = openPage(opened.page));
    opened.host.open(at);
    return () => document.body.textContent ?? '';
  }

  const ofTrace = (digit: string) => spanRows(span(id(digit), { model: 'a/b' }));

  it('one row for a request that both know, with both as its source', async () => {
    const lines = lineRows(endMs, line(id('a'), { model: 'a/b' }));
    const shown = show({ tempo: tempo(finds(ofTrace('a'))), loki: loki(finds(lines)) });
    await eventually(() => expect(shown()).toContain('1 requests, by contribution'));
    const rows = [...document.querySelectorAll('tbody tr, [role="row"]')].map(({ textContent }) => textContent ?? '');
    expect(rows.filter((row) => row.includes('500 ms')).join()).toMatch(/trace.*log/);
  });

  it('what Loki has where Tempo fails, and that it failed', async () => {
    const shown = show({
      tempo: tempo(fails('too many traces')),
      loki: loki(finds(lineRows(endMs, line(id('a'))))),
    });
    await eventually(() => expect(shown()).toContain('Traces could not be searched: too many traces'));
    expect(shown()).toContain('1 requests');
  });

  it('what Tempo has where the plugin of Loki cannot be loaded, and why', async () => {
    const shown = show({ tempo: tempo(finds(ofTrace('a'))), loki: new Error('Plugin loki not found') });
    await eventually(() => expect(shown()).toContain('Logs could not be searched: Plugin loki not found'));
    expect(shown()).toContain('1 requests');
  });

  it('that requests come from logs alone where there is no Tempo', async () => {
    const shown = show({ loki: loki(finds(lineRows(endMs, line(id('a'))))) });
    await eventually(() => expect(shown()).toContain('No Tempo data source: requests come from logs alone.'));
  });

  it('that both are missing where there are none, once', async () => {
    const shown = show({});
    await eventually(() => expect(shown()).toContain('No Tempo and no Loki data source.'));
    expect(shown()).not.toContain('requests come from');
  });

  it('that nothing was counted in the moment where nothing was found', async () => {
    const shown = show({ tempo: tempo(), loki: loki() });
    await eventually(() => expect(shown()).toContain('No request found'));
  });

  it('labels of a shared address as texts', async () => {
    const hostile = '<img src=x onerror=alert(1)>';
    const shown = show({ tempo: tempo() }, { ...point, labels: { model: hostile } });
    await eventually(() => expect(shown()).toContain(hostile));
    expect(document.querySelector('img[src="x"]')).toBeNull();
  });

  it('nothing that comes after it was closed', async () => {
    let answer: (frames: []) => void = () => undefined;
    const slow = tempo(() => new Promise((resolve) => (answer = resolve)));
    offerSources({ tempo: slow });
    const opened = pageAt('');
    ({ close } = openPage(opened.page));
    opened.host.open(point);
    await eventually(() => expect(slow.asked).toHaveLength(1));
    const { drawer } = opened.host.state;
    opened.host.close();
    await eventually(() => expect(drawer?.isActive).toBe(false));
    answer([]);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(drawer?.state.evidence).toBeUndefined();
  });
});
