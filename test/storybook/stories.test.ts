import { metricsOfPanel } from '@dynamo-observability/dashboards';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { chromiumAvailable, launchChromium, reportMissingChromium } from '../browser/preview/chromium.ts';
import { serveStorybook, type ServedStorybook } from './built-storybook.ts';
import { groundColour, type ShownPanel } from './in-page.ts';
import {
  capturedNames,
  drawerStories,
  isCaptured,
  oneOfEachKind,
  pageStories,
  panelStories,
  switchedOn,
} from './shown-panels.ts';
import { StoryPage, visitAll, type Visit } from './story-page.ts';

reportMissingChromium();

const states = ['data', 'no-traffic', 'not-enabled', 'loading', 'failed'];
/** How a panel begins to say that what it reads is not there. */
const lack = /^(Not scraped|Not enabled|Needs:)|: scraped, but without/;

const idle = [
  ['success-rate', 'No traffic in this time range.'],
  ['ttft', 'No traffic in this time range.'],
  ['ttft-heatmap', 'No traffic in this time range.'],
  ['errors-by-type', 'No request has ended in an error in this time range.'],
  ['registered-workers', 'now6vs 1 h before–'],
] as const;

/** What each kind of data source says when it is too busy. */
const refusals = {
  prometheus: 'query processing would load too many samples into memory in query execution',
  loki: 'too many outstanding requests',
  tempo: 'context deadline exceeded',
} as const;

const visited = [
  ...[...panelStories, ...pageStories].map(({ id }) => `${id}--data`),
  ...idle.map(([panel]) => `dynamo-panel-${panel}--no-traffic`),
  ...switchedOn.map(({ id }) => `${id}--not-enabled`),
  'dynamo-panel-kv-events--not-enabled',
  'dynamo-messaging-panel-nats-clients--not-enabled',
  ...oneOfEachKind.flatMap(({ id }) => [`${id}--loading`, `${id}--failed`]),
];

describe.skipIf(!chromiumAvailable())('the static Storybook, below a path', () => {
  let storybook: ServedStorybook;
  let browser: Browser;
  let visits: ReadonlyMap<string, Visit>;

  beforeAll(async () => {
    storybook = await serveStorybook();
    browser = await launchChromium();
    visits = await visitAll(browser, storybook.address, visited);
  }, 600_000);
  afterAll(async () => {
    await browser.close();
    storybook.close();
  });

  /** What a story of one panel shows. */
  const only = (storyId: string, complaints: readonly string[] = []): ShownPanel | undefined => {
    const visit = visits.get(storyId);
    expect(visit?.complaints).toEqual(complaints);
    expect(visit?.panels).toHaveLength(1);
    return visit?.panels[0];
  };

  it('has every page, panel and drawer in every state, the page of a request, and nothing else', async () => {
    const response = await fetch(`${storybook.address}/index.json`);
    const { entries } = (await response.json()) as { readonly entries: object };
    const files = [...pageStories, ...panelStories, ...drawerStories, { id: 'request-page' }];
    const ids = files.flatMap(({ id }) => states.map((state) => `${id}--${state}`));
    expect(Object.keys(entries).sort()).toEqual(ids.sort());
  });

  describe('with data', () => {
    const names = capturedNames();

    it.each(panelStories)('$name has values, or says why not', ({ id, panel }) => {
      const shown = only(`${id}--data`);
      expect(shown).toMatchObject({ title: panel.title, hasError: false, isLoading: false });
      expect(shown?.hasDrawing === true || shown?.text !== '').toBe(true);
      if (isCaptured(panel, names)) {
        expect(shown?.text).not.toMatch(lack);
      }
    });

    it.each(pageStories)('the page $name opens', ({ id }) => {
      const visit = visits.get(`${id}--data`);
      expect(visit?.complaints).toEqual([]);
      expect(visit?.panels.length).toBeGreaterThan(1);
      expect(visit?.panels.filter(({ hasError, isLoading }) => hasError || isLoading)).toEqual([]);
    });

    it('most panels in view of the first page draw something', () => {
      const panels = visits.get('dynamo-page--data')?.panels ?? [];
      expect(panels.filter(({ hasDrawing }) => hasDrawing).length).toBeGreaterThan(panels.length / 2);
    });
  });

  it.each(idle)('without traffic: %s says "%s"', (panel, text) => {
    expect(only(`dynamo-panel-${panel}--no-traffic`)).toMatchObject({ text, hasDrawing: false });
  });

  describe('not enabled', () => {
    it.each(switchedOn)('$name names the flag', ({ id, panel }) => {
      const { text = '' } = only(`${id}--not-enabled`) ?? {};
      expect(text).toMatch(/^(Not enabled\. )?Needs: /);
      expect(metricsOfPanel(panel).some(({ flag }) => text.includes(flag ?? '–'))).toBe(true);
    });

    it('there are such panels on most dashboards', () => {
      expect(new Set(switchedOn.map(({ uid }) => uid)).size).toBeGreaterThan(pageStories.length / 2);
    });

    it('a panel that needs no flag says what is not exposed', () => {
      expect(only('dynamo-panel-kv-events--not-enabled')?.text).toContain(
        'scraped, but without dynamo_component_kv_cache_events_applied'
      );
    });

    it('nothing is drawn of a process that was not captured', () => {
      const text = 'No data for this selection and time range.';
      expect(only('dynamo-messaging-panel-nats-clients--not-enabled')).toMatchObject({ hasDrawing: false, text });
    });
  });

  it.each(oneOfEachKind)('loading: $panel.kind $name waits, and says nothing', ({ id }) => {
    expect(only(`${id}--loading`)).toMatchObject({ isLoading: true, hasDrawing: false, text: '' });
  });

  it.each(oneOfEachKind)('failed: $panel.kind $name says what its data source said', ({ id, panel }) => {
    const text = `The query failed: ${refusals[panel.queries[0]?.source ?? 'prometheus']}`;
    expect(visits.get(`${id}--failed`)?.panels).toMatchObject([{ hasError: true, hasDrawing: false, text }]);
  });

  describe('on one page', () => {
    let story: StoryPage;

    beforeAll(async () => {
      story = await StoryPage.open(browser, storybook.address, 'dynamo-panel-ttft--data');
    });
    afterAll(() => story.page.close());

    it('the toolbar changes the theme', async () => {
      const dark = await story.page.evaluate(groundColour);
      await story.choose({ theme: 'light' });
      expect(await story.page.evaluate(groundColour)).not.toBe(dark);
      await story.choose({ theme: 'dark' });
      expect(await story.page.evaluate(groundColour)).toBe(dark);
    });

    it('the toolbar changes the language, there and back', async () => {
      const title = async (language: string) => (await story.choose({ language })).panels[0]?.title;
      expect(await title('zh-Hans')).toBe('首 token 延迟');
      expect(await title('en-US')).toBe('Time to first token');
    });

    it.each([
      ['dynamo-panel-gpu-power--data', /GPU values are synthetic/],
      ['drawer-ttft--data', /\d+ requests, by contribution/],
      ['drawer-gpu-power--data', /\d+ requests, by contribution/],
      ['drawer-ttft--no-traffic', /No request/],
      ['request-page--data', /kv_router\.select_worker/],
      ['request-page--data', /request received/],
      ['request-page--no-traffic', /00000000000000000000000000000001/],
      ['request-page--not-enabled', /No Tempo data source/],
      ['request-page--failed', /context deadline exceeded/],
    ])('%s says %s', async (storyId, text) => {
      void story.show(storyId).catch(() => undefined);
      await story.page.getByText(text).first().waitFor();
    });
  });
});
