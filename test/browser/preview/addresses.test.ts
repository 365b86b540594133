import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { chromiumAvailable, launchChromium, reportMissingChromium } from './chromium.ts';
import { DashboardPage, wide } from './dashboard-page.ts';
import { servePreview, type ServedPreview } from './served-preview.ts';

reportMissingChromium();

const dynamo = 'a/dynamo-observability-app/dynamo';
const hostile = encodeURIComponent(`"}) or vector(1) #<img src=x onerror=alert(1)>\\'{{x}}\${y}`);

describe.skipIf(!chromiumAvailable())('an address that is wrong', () => {
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

  it.each([
    ['a time that is none', 'from=yesterday-ish&to=%00'],
    ['a time range that ends before it begins', 'from=2026-11-22T14:00:00Z&to=2026-11-22T13:00:00Z'],
    ['a time zone that there is not', 'timezone=Mars%2FOlympus'],
    ['a variable that there is not', 'var-nothing=x&var-=y'],
    ['a model that is an attack', `var-model=${hostile}`],
    ['a quantile and a role that are attacks', `var-quantile=${hostile}&var-role=${hostile}`],
    ['a data source that there is not', 'var-prometheus_datasource=nowhere'],
    ['filters that are none', `var-filters=${hostile}%7C%3D%7Cx&var-filters=garbage`],
    ['a panel that there is not', 'viewPanel=panel-0&inspect=panel-0'],
    ['a panel that is an attack', `viewPanel=${hostile}&inspect=${hostile}`],
    ['a period that there is not', `compareWith=${hostile}`],
    ['a refresh that is none', 'refresh=soon'],
    ['a point that is none', `point=${hostile}`],
  ])('with %s still shows the page', async (_, search) => {
    const dashboard = await DashboardPage.open(browser, `${preview.address}${dynamo}?${search}`, wide);
    await dashboard.panel('Offered load').waitFor();
    const panels = await dashboard.shownPanels();
    expect(panels.length).toBeGreaterThan(8);
    const failed = dashboard.complaints.filter((complaint) => /PAGEERROR|Error/.test(complaint));
    expect(failed).toEqual([]);
    expect(await dashboard.page.locator('img[src="x"]').count()).toBe(0);
    await dashboard.page.close();
  });

  it.each(['nowhere', 'dynamo/nowhere/else', 'requests', 'requests/%3Cscript%3E'])(
    'of no page (%s) shows the way back, with the time range',
    async (path) => {
      const page = await browser.newPage();
      await page.goto(`${preview.address}a/dynamo-observability-app/${path}?from=now-6h`);
      const back = page.getByRole('link', { name: /Dynamo/ }).first();
      await back.waitFor();
      expect(await back.getAttribute('href')).toContain('from=now-6h');
      await page.close();
    }
  );
});
