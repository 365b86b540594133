import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { chromiumAvailable, launchChromium, reportMissingChromium } from './chromium.ts';
import { DashboardPage, wide } from './dashboard-page.ts';
import { servePreview, type ServedPreview } from './served-preview.ts';

reportMissingChromium();

describe.skipIf(!chromiumAvailable())('a chart of latencies without exemplars', () => {
  let preview: ServedPreview;
  let browser: Browser;
  let dashboard: DashboardPage;

  beforeAll(async () => {
    preview = await servePreview();
    browser = await launchChromium();
    dashboard = await DashboardPage.open(browser, preview.address, wide);
    await dashboard.showAll();
  });
  afterAll(async () => {
    await browser.close();
    preview.close();
  });

  const marks = (title: string) => dashboard.panel(title).getByTestId('exemplar');

  it.each(['Time to first token', 'Inter-token latency', 'Request duration', 'TTFT by model', 'TTFT distribution'])(
    '%s has marks for requests from all of its range',
    async (title) => {
      await marks(title).first().waitFor();
      const boxes = await marks(title).evaluateAll((all) => all.map((mark) => mark.getBoundingClientRect().left));
      expect(boxes.length).toBeGreaterThan(20);
      expect(boxes.length).toBeLessThanOrEqual(60);
      const box = await dashboard.panel(title).locator('.u-over').boundingBox();
      const thirds = new Set(boxes.map((left) => Math.floor((3 * (left - (box?.x ?? 0))) / (box?.width ?? 1))));
      expect([...thirds]).toEqual(expect.arrayContaining([0, 1, 2]));
    }
  );

  it('has none in charts of other things', async () => {
    await marks('Time to first token').first().waitFor();
    await dashboard.screenshot('exemplars');
    expect(await marks('Offered and completed').count()).toBe(0);
  });

  it('says of a mark what it is, and leads to its request', async () => {
    const mark = marks('Time to first token').last();
    await mark.waitFor();
    await mark.hover();
    await dashboard.page.getByText('sample from traces').first().waitFor();
    await dashboard.page.getByRole('link', { name: 'Open request' }).first().click();
    await vi.waitFor(() => expect(new URL(dashboard.page.url()).pathname).toMatch(/\/requests\/[0-9a-f]{32}$/));
    expect(dashboard.complaints).toEqual([]);
  });
});
