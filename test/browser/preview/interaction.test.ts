import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';

import { chromiumAvailable, launchChromium, reportMissingChromium } from './chromium.ts';
import { DashboardPage, wide } from './dashboard-page.ts';
import { focusedName, groundColour, isMarked, markDocument } from './in-page.ts';
import { servePreview, type ServedPreview } from './served-preview.ts';

reportMissingChromium();

describe.skipIf(!chromiumAvailable())('on the Dynamo page', () => {
  let preview: ServedPreview;
  let browser: Browser;
  let dashboard: DashboardPage;

  beforeAll(async () => {
    preview = await servePreview();
    browser = await launchChromium();
  });
  beforeEach(async () => {
    dashboard = await DashboardPage.open(browser, preview.address, wide);
  });
  afterEach(async () => {
    expect(dashboard.complaints).toEqual([]);
    await dashboard.page.close();
  });
  afterAll(async () => {
    await browser.close();
    preview.close();
  });

  it('a chart shows its values under the cursor', async () => {
    await dashboard.hover('Time to first token', 0.5, 0.5);
    await dashboard.tooltip().waitFor();
    expect(await dashboard.tooltip().innerText()).toMatch(/^2026-11-22 13:\d\d:\d\d[\s\S]*p99[\s\S]*ms/);
  });

  it('a heatmap shows bounds and count of the cell under the cursor, and follows it up and down', async () => {
    await dashboard.hover('TTFT distribution', 0.5, 0.7);
    await dashboard.tooltip().waitFor();
    const lower = await dashboard.tooltip().innerText();
    expect(lower).toMatch(/Bucket\s+[\d.]+ m?s – [\d.]+ m?s\s+Value\s+[\d.]+ req\/s/);
    await dashboard.hover('TTFT distribution', 0.5, 0.55);
    await vi.waitFor(async () => expect(await dashboard.tooltip().innerText()).not.toBe(lower));
  });

  it.each(['Time to first token', 'TTFT distribution'])(
    'dragging over "%s" zooms the page, and Back undoes it',
    async (title) => {
      const before = dashboard.parameter('from');
      await dashboard.drag(title, 0.3, 0.6);
      await vi.waitFor(() => expect(dashboard.parameter('from')).not.toBe(before));
      expect(Date.parse(dashboard.parameter('from') ?? '')).toBeGreaterThan(Date.parse(before ?? ''));
      await dashboard.settled();
      await dashboard.page.goBack();
      await vi.waitFor(() => expect(dashboard.parameter('from')).toBe(before));
    }
  );

  it('choosing a model asks again, for that model only', async () => {
    const chart = dashboard.panel('TTFT by model');
    const models = async (): Promise<string> => {
      await chart.scrollIntoViewIfNeeded();
      await dashboard.settled();
      return chart.innerText();
    };
    expect(await models()).toContain('demo/chat-70b');
    await dashboard.page.getByLabel('Model', { exact: true }).click();
    await dashboard.page.getByRole('option', { name: 'demo/coder' }).click();
    // Several values can be chosen; leaving the field ends it.
    await dashboard.page.keyboard.press('Tab');
    await vi.waitFor(() => expect(dashboard.parameter('var-model')).toBe('demo/coder'));
    await vi.waitFor(async () => expect(await models()).not.toContain('demo/chat-70b'), { timeout: 10_000 });
    expect(await models()).toContain('demo/coder');
  });

  it('a link stays in the page and keeps the time range', async () => {
    await dashboard.drag('Time to first token', 0.3, 0.6);
    const zoomed = await vi.waitUntil(() => dashboard.parameter('from'));
    await dashboard.page.evaluate(markDocument);
    await dashboard.page.getByRole('tab', { name: 'Dynamo', exact: true }).click();
    await dashboard.settled();
    expect(await dashboard.page.evaluate(isMarked)).toBe(true);
    expect(dashboard.parameter('from')).toBe(zoomed);
  });

  it('the theme can be changed without loading the page again', async () => {
    const ground = (): Promise<string> => dashboard.page.evaluate(groundColour);
    const dark = await ground();
    await dashboard.page.evaluate(markDocument);
    await dashboard.page.getByRole('radio', { name: 'Light' }).click();
    await vi.waitFor(async () => expect(await ground()).not.toBe(dark));
    await dashboard.settled();
    expect(await dashboard.page.evaluate(isMarked)).toBe(true);
    expect(dashboard.parameter('theme')).toBe('light');
    await dashboard.page.getByRole('tab', { name: 'Dynamo', exact: true }).click();
    await vi.waitFor(() => expect(dashboard.parameter('theme')).toBe('light'));
    await dashboard.settled();
    expect(await dashboard.panel('Time to first token').locator('.uplot canvas').count()).toBe(1);
  });

  it('the capture can be shown as if it happened now', async () => {
    await dashboard.page.getByText('Replay as if live').click();
    await vi.waitFor(() => expect(dashboard.parameter('to')).toBe('now'));
    await dashboard.settled();
    expect(dashboard.parameter('replay')).toBe('1');
    expect(await dashboard.panel('Workers').innerText()).toMatch(/now\s+6/);
    await dashboard.page.getByText('Replay as if live').click();
    await vi.waitFor(() => expect(dashboard.parameter('to')).toBe('2026-11-22T13:58:56.079Z'));
    expect(dashboard.parameter('replay')).toBeNull();
  });

  it('the Tab key reaches every control', async () => {
    const reached = new Set<string>();
    for (let presses = 0; presses < 60; presses++) {
      await dashboard.page.keyboard.press('Tab');
      reached.add(await dashboard.page.evaluate(focusedName));
    }
    const all = [...reached].join('\n');
    for (const control of ['Replay as if live', 'Dark', 'English', 'Dynamo', 'Model', 'Time range', 'Auto refresh']) {
      expect(all).toContain(control);
    }
  });
});
