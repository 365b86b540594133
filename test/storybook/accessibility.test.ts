import { createRequire } from 'node:module';

import type { AxeResults } from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { chromiumAvailable, launchChromium, reportMissingChromium } from '../browser/preview/chromium.ts';
import { serveStorybook, type ServedStorybook } from './built-storybook.ts';
import { violations } from './in-page.ts';
import { knownViolations, type KnownViolation } from './known-violations.ts';
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

const isKnown = (violation: Violation, { rule, element }: KnownViolation): boolean =>
  violation.rule === rule && element.test(violation.element);

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
  const met = new Set<KnownViolation>();

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
        await story.page.locator('button[class*="panel-header-item"]').waitFor();
      }
      const found = serious(await story.page.evaluate(violations));
      knownViolations.filter((known) => found.some((each) => isKnown(each, known))).forEach((known) => met.add(known));
      expect(found.filter((each) => !knownViolations.some((known) => isKnown(each, known)))).toEqual([]);
    });
  });

  it('but what is known, and all of that is still there', () => {
    expect(knownViolations.filter((known) => !met.has(known))).toEqual([]);
  });
});
