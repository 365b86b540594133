import type { Browser, Page } from 'playwright-core';

import { hearComplaints } from '../browser/preview/complaints.ts';
import { takeStep, type ShownPanel } from './in-page.ts';

const LOAD_MS = 30_000;

/** What a story shows, and what its page complained about meanwhile. */
export interface Visit {
  readonly panels: readonly ShownPanel[];
  readonly complaints: readonly string[];
}

/** A page of the static Storybook that goes from story to story. */
export class StoryPage {
  private complaints: string[] = [];

  private constructor(readonly page: Page) {
    hearComplaints(page, (complaint) => this.complaints.push(complaint));
  }

  /** Loads the page with a story; which one does not matter to those that come after. */
  static async open(browser: Browser, address: string, storyId: string): Promise<StoryPage> {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, timezoneId: 'UTC' });
    const story = new StoryPage(page);
    await page.goto(`${address}/iframe.html?viewMode=story&id=${storyId}`);
    await page.locator('[data-viz-panel-key]').first().waitFor({ timeout: LOAD_MS });
    return story;
  }

  /** Goes to a story and waits until its panels in view have an answer; in a story that never gets one, until they wait for it. */
  show(storyId: string): Promise<Visit> {
    return this.take({ storyId, until: storyId.endsWith('--loading') ? 'waiting' : 'answered' });
  }

  /** Chooses in the toolbar. */
  choose(globals: { readonly [name: string]: string }): Promise<Visit> {
    return this.take({ globals, until: 'answered' });
  }

  private async take(step: Omit<Parameters<typeof takeStep>[0], 'timeoutMs'>): Promise<Visit> {
    this.complaints = [];
    const panels = await this.page.evaluate(takeStep, { ...step, timeoutMs: LOAD_MS });
    return { panels, complaints: this.complaints };
  }
}

/** Visits many stories, two at a time, for most machines have two cores. A story that cannot be shown has its error as a complaint. */
export async function visitAll(
  browser: Browser,
  address: string,
  storyIds: readonly string[]
): Promise<ReadonlyMap<string, Visit>> {
  const visits = new Map<string, Visit>();
  const left = [...new Set(storyIds)];
  const lane = async (): Promise<void> => {
    const story = await StoryPage.open(browser, address, left[0] ?? '');
    for (let id = left.shift(); id !== undefined; id = left.shift()) {
      const failed = (error: unknown): Visit => ({ panels: [], complaints: [String(error)] });
      visits.set(id, await story.show(id).catch(failed));
    }
    await story.page.close();
  };
  await Promise.all([lane(), lane()]);
  return visits;
}
