import { createServer, type Server } from 'node:http';

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { chromiumAvailable, launchChromium, reportMissingChromium } from './chromium.ts';
import { DashboardPage, wide } from './dashboard-page.ts';
import { previewOfServer } from './preview-of-server.ts';
import type { ServedPreview } from './served-preview.ts';

reportMissingChromium();

const reason = 'query processing would load too many samples into memory';

/** A Prometheus that has no series and refuses every chart. */
const overloaded = (): Server =>
  createServer((request, response) => {
    if (request.url?.includes('/query_range') === true) {
      response.writeHead(422).end(JSON.stringify({ status: 'error', errorType: 'execution', error: reason }));
    } else if (request.url?.includes('/query') === true) {
      response.end(JSON.stringify({ status: 'success', data: { resultType: 'vector', result: [] } }));
    } else {
      response.end(JSON.stringify({ status: 'success', data: [] }));
    }
  });

describe.skipIf(!chromiumAvailable())('a query that fails', () => {
  let preview: ServedPreview;
  let browser: Browser;

  beforeAll(async () => {
    preview = await previewOfServer(overloaded());
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser.close();
    preview.close();
  });

  it('is told on its panel, in the words of Prometheus', async () => {
    const dashboard = await DashboardPage.open(browser, preview.address, wide);
    const panels = await dashboard.shownPanels();
    const chart = panels.find(({ title }) => title === 'Offered and completed');
    expect(chart).toMatchObject({ hasChart: false, hasError: true });
    await dashboard.panel('Offered and completed').locator('[data-testid*="Panel status error"]').hover();
    expect(await dashboard.page.getByText(reason).count()).toBeGreaterThan(0);
    await dashboard.screenshot('failed-queries');
    await dashboard.page.close();
  });
});
