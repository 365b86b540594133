import { createServer, type Server } from 'node:http';

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { chromiumAvailable, launchChromium, reportMissingChromium } from './chromium.ts';
import { DashboardPage, wide } from './dashboard-page.ts';
import { previewOfServer } from './preview-of-server.ts';
import type { ServedPreview } from './served-preview.ts';

reportMissingChromium();

/** A Prometheus in which requests are in 134 stages, and nothing else is. */
const large = (): Server =>
  createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      const asked = `${request.url} ${body}`;
      const isRange = asked.includes('/query_range');
      const result = isRange && asked.includes('stage_requests') ? stages() : [];
      const data = asked.includes('/query') ? { resultType: isRange ? 'matrix' : 'vector', result } : [];
      response.end(JSON.stringify({ status: 'success', data }));
    });
  });

/** Of the last hour; the later ones are larger. */
function stages() {
  const start = Math.floor(Date.now() / 1000) - 3600;
  return Array.from({ length: 134 }, (_, i) => ({
    metric: { stage: `stage-${i}` },
    values: Array.from({ length: 60 }, (_each, minute) => [start + 60 * minute, String(i)]),
  }));
}

describe.skipIf(!chromiumAvailable())('a chart of 134 series', () => {
  let preview: ServedPreview;
  let browser: Browser;

  beforeAll(async () => {
    preview = await previewOfServer(large());
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser.close();
    preview.close();
  });

  it('shows the 20 largest, and all on demand', async () => {
    const dashboard = await DashboardPage.open(browser, preview.address, wide);
    const chart = dashboard.panel('Requests by stage');
    const legend = chart.getByRole('button', { name: /^stage-\d+$/ });
    await chart.getByText('20 of 134 series').waitFor();
    expect(await legend.count()).toBe(20);
    expect(await legend.first().innerText()).toBe('stage-114');
    await dashboard.screenshot('many-series');
    await chart.getByRole('button', { name: 'Show all' }).click();
    await vi.waitFor(async () => expect(await legend.count()).toBe(134), { timeout: 10_000 });
    await chart.getByRole('button', { name: 'Show the 20 largest' }).click();
    await vi.waitFor(async () => expect(await legend.count()).toBe(20), { timeout: 10_000 });
    expect(dashboard.complaints).toEqual([]);
  });
});
