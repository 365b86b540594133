import { readFileSync } from 'node:fs';

import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';

import { chromiumAvailable, launchChromium, reportMissingChromium } from './chromium.ts';
import { DashboardPage, wide } from './dashboard-page.ts';
import { focusedName, labelsOf } from './in-page.ts';
import { servePreview, type ServedPreview } from './served-preview.ts';

reportMissingChromium();

const title = 'Offered and completed';

describe.skipIf(!chromiumAvailable())('a panel of the Dynamo page', () => {
  let preview: ServedPreview;
  let browser: Browser;
  let dashboard: DashboardPage;
  let page: Page;

  beforeAll(async () => {
    preview = await servePreview();
    browser = await launchChromium();
  });
  beforeEach(async () => {
    dashboard = await DashboardPage.open(browser, preview.address, wide);
    ({ page } = dashboard);
  });
  afterEach(async () => {
    expect(dashboard.complaints).toEqual([]);
    await page.close();
  });
  afterAll(async () => {
    await browser.close();
    preview.close();
  });

  const choose = async (item: string): Promise<void> => {
    await dashboard.panel(title).hover();
    await page.getByRole('button', { name: `Menu for panel ${title}` }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  const panels = () => page.locator('[data-viz-panel-key]').count();

  it('is shown in full size from its menu, and Back undoes it', async () => {
    await choose('View');
    await vi.waitFor(async () => expect(await panels()).toBe(1));
    expect(dashboard.parameter('viewPanel')).toMatch(/^panel-\d+$/);
    await page.reload();
    await dashboard.panel(title).waitFor();
    expect(await panels()).toBe(1);
    await page.goBack();
    await vi.waitFor(async () => expect(await panels()).toBeGreaterThan(5), { timeout: 20_000 });
  });

  it('is shown in full size by the key v where the pointer is, and Escape leads back to it', async () => {
    await dashboard.panel(title).hover();
    await page.keyboard.press('v');
    await vi.waitFor(async () => expect(await panels()).toBe(1));
    await page.keyboard.press('Escape');
    await vi.waitFor(async () => expect(await panels()).toBeGreaterThan(5));
    await vi.waitFor(async () => expect(await page.evaluate(focusedName)).toContain(title));
  });

  it('gives its data as a table and as a file', async () => {
    await choose('Inspect');
    expect(await page.getByRole('combobox', { name: 'Table' }).inputValue()).toBe('All series by time');
    await page.getByRole('columnheader', { name: 'succeeded' }).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^Offered-and-completed-.*\.csv$/);
    const [head, ...rows] = readFileSync(await download.path(), 'utf8').split('\r\n');
    expect(head).toBe('\uFEFFTime,offered,client cancel,client mistake,fault,succeeded');
    expect(rows[0]).toMatch(/^2026-11-22T13:4\d:\d\d\.000Z,[\d.]+,/);
    await dashboard.screenshot('inspect-data');
  });

  it('tells how it asks, by the key i', async () => {
    await dashboard.panel(title).hover();
    await page.keyboard.press('i');
    await page.getByRole('tab', { name: 'Query' }).click();
    await page.getByText('Expr: sum (rate(dynamo_frontend_requests_started_total').waitFor();
    await page.keyboard.press('Escape');
    await vi.waitFor(() => expect(dashboard.parameter('inspect')).toBeNull());
  });

  it('is told by ? which keys there are, and none works in a field', async () => {
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await dashboard.screenshot('shortcuts');
    await page.keyboard.press('Escape');
    await dashboard.panel(title).hover();
    await page.getByLabel('Model', { exact: true }).click();
    await page.keyboard.type('vi');
    expect([dashboard.parameter('viewPanel'), dashboard.parameter('inspect')]).toEqual([null, null]);
  });

  it('shows the time under the pointer on the other charts too, and on demand their values', async () => {
    const cursor = dashboard.panel('Requests by stage').locator('.u-cursor-x');
    await dashboard.hover(title, 0.4, 0.5);
    await vi.waitFor(async () => expect(await cursor.isVisible()).toBe(true));
    expect(await dashboard.tooltip().count()).toBe(1);
    await page.keyboard.press('Control+o');
    await dashboard.settled();
    await dashboard.hover(title, 0.5, 0.5);
    await vi.waitFor(async () => expect(await dashboard.tooltip().count()).toBeGreaterThan(1));
  });

  it('is marked where something happened, until its kind is switched off', async () => {
    const marks = dashboard.panel(title).getByTestId('annotation-mark');
    const words = async () => (await marks.evaluateAll(labelsOf)).join('\n');
    await vi.waitFor(async () => expect(await words()).toContain('Process started: chat-1:9090'), { timeout: 10_000 });
    expect(await words()).toContain('Number of workers changed: prefill: 0');
    expect(await words()).toContain('Requests moved to another worker: demo/coder');
    await page.getByRole('button', { name: 'Marks: 3 of 3' }).click();
    await page.getByRole('menuitemcheckbox', { name: /Process starts/ }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Marks: 2 of 3' }).waitFor();
    await vi.waitFor(async () => expect(await words()).not.toContain('Process started'));
  });

  it('is narrowed by a filter on any label, which stands in the address', async () => {
    const filter = page.getByPlaceholder('Add a label');
    await filter.click();
    for (const typed of ['model', '', 'demo/coder']) {
      await page.keyboard.type(typed);
      await page.keyboard.press('Enter');
      await page.waitForTimeout(500);
    }
    await vi.waitFor(() => expect(dashboard.parameter('var-filters')).toBe('model|=|demo/coder'));
    await page.keyboard.press('Escape');
    await dashboard.settled();
    const chart = dashboard.panel('TTFT by model');
    await chart.scrollIntoViewIfNeeded();
    await dashboard.settled();
    expect(await chart.innerText()).toContain('demo/coder');
    expect(await chart.innerText()).not.toContain('demo/chat-70b');
  });

  it('follows the time range that keys move', async () => {
    const from = () => Date.parse(dashboard.parameter('from') ?? '');
    const before = from();
    await page.keyboard.press('t');
    await page.keyboard.press('ArrowLeft');
    await vi.waitFor(() => expect(from()).toBeLessThan(before));
  });
});
