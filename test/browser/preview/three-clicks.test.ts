import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';

import { capturedRequests } from '../../truth/captured-requests.ts';
import { chromiumAvailable, launchChromium, reportMissingChromium } from './chromium.ts';
import { DashboardPage, wide } from './dashboard-page.ts';
import { clicksCounted } from './in-page.ts';
import { servePreview, type ServedPreview } from './served-preview.ts';
import { clickFirstRequest, clickLink, clickPoint, pageOf, requestsIn, signals, worstPoint } from './three-clicks.ts';

reportMissingChromium();

/** A point of the TTFT chart: a step of 30 s and a scrape of 5 s make its rate window, and it begins at the scrape before. */
const ttftWindowMs = 40_000;

/** No point of these four charts looks back further than two minutes. */
const anyWindowMs = 120_000;

describe.skipIf(!chromiumAvailable())('from the worst point of a chart to a request', () => {
  let preview: ServedPreview;
  let browser: Browser;
  let dashboard: DashboardPage;

  beforeAll(async () => {
    preview = await servePreview();
    browser = await launchChromium();
  });
  afterEach(async () => {
    expect(dashboard.complaints).toEqual([]);
    await dashboard.page.close();
  });
  afterAll(async () => {
    await browser.close();
    preview.close();
  });

  it.each(signals)('of $name takes three clicks, and shows its waterfall and its log lines', async (signal) => {
    dashboard = await DashboardPage.open(browser, pageOf(preview.address, signal), wide);
    const { page } = dashboard;
    const point = await worstPoint(dashboard, signal);
    await clickPoint(dashboard, point);
    await clickLink(dashboard);
    expect(new URLSearchParams(dashboard.parameter('point') ?? '').get('timeMs')).toBe(String(point.timeMs));
    await vi.waitFor(async () => expect(await dashboard.tooltip().count()).toBe(0));
    if (signal.name === 'gpu-power') {
      await page.getByText(`Worker ${point.line.replace(' GPU 0', '')}:9090`).waitFor();
    }
    const traceId = await clickFirstRequest(dashboard);
    expect(await page.evaluate(clicksCounted)).toBe(3);

    await page.getByRole('treegrid', { name: 'Spans of the trace' }).getByText('http-request').first().waitFor();
    const lines = page.getByRole('treegrid', { name: 'Log lines' });
    // A sentence, and its trace in what a click on it shows.
    await lines
      .getByText(/\| request completed .* after \d+ ms/)
      .first()
      .click();
    await lines.getByText(traceId).first().waitFor();
    expect(await lines.getByText('{"').count()).toBe(0);
    await dashboard.screenshot(`request-lines-${signal.name}`);
    const request = capturedRequests().find((each) => each.traceId === traceId);
    expect(request?.startMs).toBeLessThanOrEqual(point.timeMs);
    expect(request?.startMs).toBeGreaterThan(point.timeMs - anyWindowMs);
    if (signal.name === 'ttft') {
      expect(traceId).toBe(slowestAt(point.timeMs));
    }
  });

  it('the drawer can be shared by its address, and Escape closes it', async () => {
    const address = `${pageOf(preview.address, { page: 'dynamo' })}?point=${encodeURIComponent(new URLSearchParams({ panel: 'ttft', timeMs: '1795355400000', value: '0.4' }).toString())}`;
    dashboard = await DashboardPage.open(browser, address, wide);
    const { page } = dashboard;
    const shown = await requestAddresses(dashboard);
    expect(shown.length).toBeGreaterThan(1);
    const shared = await DashboardPage.open(browser, page.url(), wide);
    expect(await requestAddresses(shared)).toEqual(shown);
    await shared.page.close();
    await page.keyboard.press('Escape');
    await vi.waitFor(() => expect(dashboard.parameter('point')).toBeNull());
    await vi.waitFor(async () => expect(await requestsIn(page).count()).toBe(0));
  });
});

/** The trace of the request that waited longest, of those whose first token fell into the window of a point. */
function slowestAt(timeMs: number): string | undefined {
  const counted = capturedRequests().flatMap(({ traceId, startMs, ttftSeconds }) => {
    const firstTokenMs = ttftSeconds === undefined ? NaN : startMs + ttftSeconds * 1000;
    return firstTokenMs > timeMs - ttftWindowMs && firstTokenMs <= timeMs ? [{ traceId, ttft: ttftSeconds ?? 0 }] : [];
  });
  return counted.sort((a, b) => b.ttft - a.ttft)[0]?.traceId;
}

async function requestAddresses({ page }: DashboardPage): Promise<Array<string | null>> {
  await requestsIn(page).first().waitFor({ timeout: 30_000 });
  return requestsIn(page).evaluateAll((links) => links.map((link) => link.getAttribute('href')?.split('?')[0] ?? null));
}
