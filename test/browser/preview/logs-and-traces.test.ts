import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { chromiumAvailable, launchChromium, reportMissingChromium } from './chromium.ts';
import { DashboardPage, wide } from './dashboard-page.ts';
import { servePreview, type ServedPreview } from './served-preview.ts';
import { serveTelemetry, type TelemetryServers } from './telemetry-servers.ts';

reportMissingChromium();

const TRACE = '4f59aba1c4726e4bc91d49972f987fbf';
/** Of the first minute: a replay begins five minutes in, and what comes later has not happened then. */
const EARLY_TRACE = 'd018ba4547fd0604dbe261fb9332e97f';
const RANGE = 'from=2026-11-22T13:40:36.076Z&to=2026-11-22T13:58:56.079Z';
const request = `a/dynamo-observability-app/requests/${TRACE}?${RANGE}`;

describe.skipIf(!chromiumAvailable())('logs and traces in the preview', () => {
  let telemetry: TelemetryServers;
  let captured: ServedPreview;
  let live: ServedPreview;
  let browser: Browser;
  let page: DashboardPage;

  beforeAll(async () => {
    telemetry = await serveTelemetry();
    captured = await servePreview();
    live = await servePreview(telemetry);
    browser = await launchChromium();
  });
  afterEach(() => page.page.close());
  afterAll(async () => {
    await browser.close();
    captured.close();
    live.close();
    telemetry.close();
  });

  const spans = () => page.page.getByRole('treegrid', { name: 'Spans of the trace' });
  const lines = () => page.page.getByRole('treegrid', { name: 'Log lines' });
  const rows = (of: ReturnType<typeof spans>, kind: 'row' | 'line') => of.locator(`[data-${kind}]`);

  it.each(['dark', 'light'])('are those of the capture: %s', async (theme) => {
    page = await DashboardPage.open(browser, `${captured.address}${request}&theme=${theme}`, wide);
    await rows(spans(), 'row').first().waitFor();
    expect(await rows(spans(), 'row').count()).toBe(8);
    await lines().scrollIntoViewIfNeeded();
    await rows(lines(), 'line').first().waitFor();
    expect(await rows(lines(), 'line').count()).toBe(6);
    await page.screenshot(`request-${theme}`);
    expect(page.complaints).toEqual([]);
  });

  it('are those of a Loki and a Tempo where the server is told their addresses', async () => {
    page = await DashboardPage.open(browser, live.address + request, wide);
    await rows(spans(), 'row').first().waitFor();
    await lines().scrollIntoViewIfNeeded();
    await rows(lines(), 'line').first().waitFor();
    expect(telemetry.asked).toContain(`/api/v2/traces/${TRACE}`);
    expect(telemetry.asked).toContain('/loki/api/v1/query_range');
  });

  it('happen now in a replay', async () => {
    const now = Date.now();
    page = await DashboardPage.open(
      browser,
      `${captured.address}${request.replace(RANGE, 'replay=1').replace(TRACE, EARLY_TRACE)}`,
      wide
    );
    await rows(spans(), 'row').first().waitFor();
    const start = /\d{4}-\d\d-\d\d/.exec(await page.panel('Waterfall').innerText())?.[0] ?? '';
    expect(Math.abs(Date.parse(start) - now)).toBeLessThan(2 * 86_400_000);
  });

  it('are walked with the keyboard: into a span, its details, and out again', async () => {
    page = await DashboardPage.open(browser, captured.address + request, wide);
    await rows(spans(), 'row').first().focus();
    await page.page.keyboard.press('ArrowDown');
    await page.page.keyboard.press('Enter');
    await spans().getByRole('rowheader', { name: 'service.name' }).waitFor();
    await page.page.keyboard.press('ArrowLeft');
    await page.page.keyboard.press('ArrowLeft');
    await page.page.keyboard.press('ArrowLeft');
    expect(await rows(spans(), 'row').count()).toBe(1);
  });

  it('lead from a line to the page of its request', async () => {
    page = await DashboardPage.open(browser, captured.address + request, wide);
    await lines().scrollIntoViewIfNeeded();
    await rows(lines(), 'line').first().click();
    const link = lines().getByRole('link', { name: 'Open trace' }).first();
    expect(await link.getAttribute('href')).toBe(`/a/dynamo-observability-app/requests/${TRACE}`);
  });
});
