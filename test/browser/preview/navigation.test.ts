import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { chromiumAvailable, launchChromium, reportMissingChromium } from './chromium.ts';
import { DashboardPage, narrow, wide } from './dashboard-page.ts';
import { servePreview, type ServedPreview } from './served-preview.ts';

reportMissingChromium();

describe.skipIf(!chromiumAvailable())('the way from page to page', () => {
  let preview: ServedPreview;
  let browser: Browser;

  beforeAll(async () => {
    preview = await servePreview();
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser.close();
    preview.close();
  });

  const kept = 'from=2026-11-22T13:50:00.000Z&to=2026-11-22T13:55:00.000Z&var-model=demo%2Fcoder&compareWith=24h';
  const keeps = (dashboard: DashboardPage) =>
    ['from', 'to', 'var-model', 'compareWith'].map((name) => dashboard.parameter(name));

  it('is a tab for each page, which keeps the time range, what is compared, and the variables', async () => {
    const dashboard = await DashboardPage.open(browser, `${preview.address}?${kept}`, wide);
    const before = keeps(dashboard);
    const names = await dashboard.page.getByRole('tab').allInnerTexts();
    expect(names.length).toBeGreaterThan(8);
    for (const name of names) {
      const tab = dashboard.page.getByRole('tab', { name, exact: true });
      await tab.click();
      await vi.waitFor(async () => expect(await tab.getAttribute('aria-selected')).toBe('true'), { timeout: 10_000 });
      await dashboard.page.locator('[data-viz-panel-key]').first().waitFor();
      expect(keeps(dashboard), name).toEqual(before);
    }
    expect(await dashboard.page.getByRole('button', { name: 'All pages' }).count()).toBe(0);
    await dashboard.page.close();
  });

  it('is a menu of the pages too, where there is no room for all tabs', async () => {
    const dashboard = await DashboardPage.open(browser, `${preview.address}?${kept}`, narrow);
    const before = keeps(dashboard);
    await dashboard.page.getByRole('button', { name: 'All pages' }).click();
    await dashboard.page.getByRole('menuitem', { name: 'Dynamo Logs' }).click();
    const tab = dashboard.page.getByRole('tab', { name: 'Dynamo Logs' });
    await vi.waitFor(async () => expect(await tab.getAttribute('aria-selected')).toBe('true'), { timeout: 10_000 });
    // The new page draws its tabs anew.
    await vi.waitFor(
      async () => {
        const box = await tab.boundingBox();
        expect((box?.x ?? Infinity) + (box?.width ?? 0)).toBeLessThanOrEqual(narrow.width);
      },
      { timeout: 10_000 }
    );
    expect(keeps(dashboard)).toEqual(before);
    await dashboard.page.close();
  });
});
