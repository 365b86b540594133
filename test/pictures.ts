/** `pnpm pictures`: photographs the preview for docs/pictures, in Chromium. Look at each before it is committed. */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import type { Browser } from 'playwright-core';

import { launchChromium } from './browser/preview/chromium.ts';
import { DashboardPage, narrow, wide } from './browser/preview/dashboard-page.ts';
import { servePreview } from './browser/preview/served-preview.ts';
import {
  clickFirstRequest,
  clickLink,
  clickPoint,
  pageOf,
  signals,
  worstPoint,
  type Signal,
} from './browser/preview/three-clicks.ts';

const folder = fileURLToPath(new URL('../docs/pictures/', import.meta.url));

async function take(dashboard: DashboardPage, name: string): Promise<void> {
  await dashboard.settled();
  await dashboard.page.screenshot({ path: `${folder}${name}.jpg`, type: 'jpeg', quality: 70 });
  console.log(name);
}

/** Point, drawer and request page of one signal. */
async function wayFrom(signal: Signal, browser: Browser, address: string): Promise<void> {
  const dashboard = await DashboardPage.open(browser, pageOf(address, signal), wide);
  const { page } = dashboard;
  const point = await worstPoint(dashboard, signal);
  await clickPoint(dashboard, point);
  await take(dashboard, `${signal.name}-1-point`);
  await clickLink(dashboard);
  // Off the drawer, so that no tooltip of its own lies in the picture.
  await page.mouse.move(2, wide.height - 2);
  const drawer = page.url();
  await take(dashboard, `${signal.name}-2-drawer`);
  await clickFirstRequest(dashboard);
  const request = page.url();
  await take(dashboard, `${signal.name}-3-request`);
  await page.close();
  if (signal.name === 'ttft') {
    await narrowly(drawer, 'narrow-drawer', browser);
    await narrowly(request, 'narrow-request', browser);
  }
}

async function narrowly(address: string, name: string, browser: Browser): Promise<void> {
  const dashboard = await DashboardPage.open(browser, address, narrow);
  await take(dashboard, name);
  await dashboard.page.close();
}

/** The first screen of each page, by its tab. */
async function firstScreens(theme: 'dark' | 'light', browser: Browser, address: string): Promise<void> {
  const dashboard = await DashboardPage.open(browser, `${address}?theme=${theme}`, wide);
  const tabs = dashboard.page.getByRole('tab');
  const names = await tabs.allInnerTexts();
  for (const name of names) {
    await dashboard.page.getByRole('tab', { name, exact: true }).click();
    await dashboard.page.locator('[data-viz-panel-key]').first().waitFor();
    await take(dashboard, `page-${name.toLowerCase().replaceAll(' ', '-')}-${theme}`);
  }
  await dashboard.page.close();
}

mkdirSync(folder, { recursive: true });
const preview = await servePreview();
const browser = await launchChromium();
try {
  for (const signal of signals) {
    await wayFrom(signal, browser, preview.address);
  }
  await firstScreens('dark', browser, preview.address);
  await firstScreens('light', browser, preview.address);
} finally {
  await browser.close();
  preview.close();
}
