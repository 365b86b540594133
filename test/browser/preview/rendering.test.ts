import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { chromiumAvailable, launchChromium, reportMissingChromium } from './chromium.ts';
import { DashboardPage, narrow, wide } from './dashboard-page.ts';
import { pageWidth } from './in-page.ts';
import { servePreview, type ServedPreview } from './served-preview.ts';

reportMissingChromium();

describe.skipIf(!chromiumAvailable())('the Dynamo page', () => {
  let preview: ServedPreview;
  let browser: Browser;
  let dashboard: DashboardPage;

  beforeAll(async () => {
    preview = await servePreview();
    browser = await launchChromium();
  });
  afterEach(() => dashboard.page.close());
  afterAll(async () => {
    await browser.close();
    preview.close();
  });

  it.each([
    { theme: 'dark', window: wide, name: 'wide' },
    { theme: 'light', window: wide, name: 'wide' },
    { theme: 'dark', window: narrow, name: 'narrow' },
    { theme: 'light', window: narrow, name: 'narrow' },
  ])('shows every panel with data or a reason: $theme and $name', async ({ theme, window, name }) => {
    dashboard = await DashboardPage.open(browser, `${preview.address}?theme=${theme}`, window);
    await dashboard.showAll();
    const panels = await dashboard.shownPanels();
    await dashboard.screenshot(`dynamo-${theme}-${name}`);
    expect(panels.length).toBeGreaterThan(20);
    expect(panels.filter(({ hasError }) => hasError).map(({ title }) => title)).toEqual([]);
    const blank = panels.filter(({ hasChart, hasTable, text }) => !hasChart && !hasTable && text === '');
    expect(blank.map(({ title }) => title)).toEqual([]);
    expect(panels.filter(({ hasChart }) => hasChart).length).toBeGreaterThan(10);
    expect(dashboard.complaints).toEqual([]);
  });

  it('is no wider than the window', async () => {
    dashboard = await DashboardPage.open(browser, preview.address, narrow);
    const width = await dashboard.page.evaluate(pageWidth);
    expect(width).toBeLessThanOrEqual(narrow.width);
  });

  it('speaks Chinese when asked to', async () => {
    dashboard = await DashboardPage.open(browser, `${preview.address}?lang=zh-Hans`, wide);
    expect(await dashboard.page.getByText('Dynamo 1.6.1 的真实采集').count()).toBe(1);
    expect(await dashboard.page.locator('html').getAttribute('lang')).toBe('zh-Hans');
    expect(dashboard.complaints).toEqual([]);
  });

  it('opens on the time of the capture', async () => {
    dashboard = await DashboardPage.open(browser, preview.address, wide);
    expect(dashboard.parameter('from')).toBe('2026-11-22T13:40:36.076Z');
    expect(dashboard.parameter('to')).toBe('2026-11-22T13:58:56.079Z');
  });
});
