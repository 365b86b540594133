import { createRequire } from 'node:module';

import type { AxeResults } from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { chromiumAvailable, launchChromium, reportMissingChromium } from '../browser/preview/chromium.ts';
import { serveStorybook, type ServedStorybook } from './built-storybook.ts';
import { violations } from './in-page.ts';
import { oneOfEachKind } from './shown-panels.ts';
import { StoryPage } from './story-page.ts';

reportMissingChromium();

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

const stories = [
  ...oneOfEachKind.map(({ id }) => `${id}--data`),
  'dynamo-panel-ttft--loading',
  'dynamo-panel-ttft--failed',
  'dynamo-panel-success-rate--no-traffic',
  'dynamo-panel-router-overhead--not-enabled',
  'dynamo-page--data',
];

interface Violation {
  readonly rule: string;
  readonly element: string;
  readonly summary: string;
}

/** What hinders people seriously or keeps them out, an element each. */
const serious = (found: AxeResults['violations']): readonly Violation[] =>
  found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary = '' }) => ({ rule: id, element: html, summary: failureSummary }))
    );

describe.skipIf(!chromiumAvailable())('axe finds nothing serious', () => {
  let storybook: ServedStorybook;
  let browser: Browser;
  let story: StoryPage;

  beforeAll(async () => {
    storybook = await serveStorybook();
    browser = await launchChromium();
    story = await StoryPage.open(browser, storybook.address, 'dynamo-panel-ttft--data');
    await story.page.addScriptTag({ path: axe });
  });
  afterAll(async () => {
    await browser.close();
    storybook.close();
  });

  describe.each(['dark', 'light'])('%s', (theme) => {
    beforeAll(async () => {
      await story.choose({ theme });
    });

    it.each(stories)('%s', async (storyId) => {
      await story.show(storyId);
      if (storyId.endsWith('--loading')) {
        // Grafana offers to cancel a query only after a while.
        await story.page.getByRole('button', { name: 'Cancel query' }).first().waitFor();
      }
      expect(serious(await story.page.evaluate(violations))).toEqual([]);
    });
  });
});
