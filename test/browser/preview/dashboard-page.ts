import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import type { Browser, Locator, Page } from 'playwright-core';

import { hearComplaints } from './complaints.ts';
import { loadingInView, pageHeight, readPanels, type ShownPanel } from './in-page.ts';

const artifacts = fileURLToPath(new URL('../../../artifacts/preview/', import.meta.url));
const LOAD_MS = 60_000;

export interface Window {
  readonly width: number;
  readonly height: number;
}

export const wide: Window = { width: 1440, height: 900 };
export const narrow: Window = { width: 700, height: 900 };

/** The Dynamo page of the preview in a browser, with everything that it complained about. */
export class DashboardPage {
  readonly complaints: string[] = [];

  private constructor(readonly page: Page) {
    hearComplaints(page, (complaint) => this.complaints.push(complaint));
  }

  /** Opens the page and waits for its first panels. */
  static async open(browser: Browser, address: string, window: Window): Promise<DashboardPage> {
    const page = await browser.newPage({ viewport: window, timezoneId: 'UTC' });
    const dashboard = new DashboardPage(page);
    await page.goto(address);
    await page.locator('[data-viz-panel-key]').first().waitFor({ timeout: LOAD_MS });
    await dashboard.settled();
    return dashboard;
  }

  panel(title: string): Locator {
    return this.page.locator('[data-viz-panel-key]', {
      has: this.page.getByRole('heading', { name: title, exact: true }),
    });
  }

  /** Panels load when they come into view, so the window becomes as high as the page. */
  async showAll(): Promise<void> {
    const height = await this.page.evaluate(pageHeight);
    await this.page.setViewportSize({ width: this.page.viewportSize()?.width ?? wide.width, height });
    await this.settled();
  }

  /** Nothing in view is loading, for long enough that nothing new has begun. */
  async settled(): Promise<void> {
    const deadline = Date.now() + LOAD_MS;
    let quiet = 0;
    while (quiet < 5) {
      if (Date.now() > deadline) {
        throw new Error(`The panels are still loading after ${LOAD_MS / 1000} s`);
      }
      await this.page.waitForTimeout(200);
      const loading = await this.page.locator('[data-viz-panel-key]').evaluateAll(loadingInView);
      quiet = loading === 0 ? quiet + 1 : 0;
    }
  }

  shownPanels(): Promise<ShownPanel[]> {
    return this.page.locator('[data-viz-panel-key]').evaluateAll(readPanels);
  }

  /** Moves the mouse into a chart; the place is given in shares of its width and height. */
  async hover(title: string, across: number, down: number): Promise<void> {
    const box = await this.plot(title);
    await this.page.mouse.move(box.x + box.width * across - 3, box.y + box.height * down);
    await this.page.mouse.move(box.x + box.width * across, box.y + box.height * down, { steps: 3 });
  }

  /** Drags over a chart from one share of its width to another. */
  async drag(title: string, from: number, to: number): Promise<void> {
    const box = await this.plot(title);
    const y = box.y + box.height / 2;
    await this.page.mouse.move(box.x + box.width * from, y);
    await this.page.mouse.down();
    await this.page.mouse.move(box.x + box.width * to, y, { steps: 5 });
    await this.page.mouse.up();
  }

  tooltip(): Locator {
    return this.page.getByTestId('viz-tooltip');
  }

  parameter(name: string): string | null {
    return new URL(this.page.url()).searchParams.get(name);
  }

  async screenshot(name: string): Promise<void> {
    mkdirSync(artifacts, { recursive: true });
    await this.page.screenshot({ path: `${artifacts}${name}.png`, fullPage: true });
  }

  private async plot(title: string): Promise<{ x: number; y: number; width: number; height: number }> {
    const over = this.panel(title).locator('.u-over');
    await over.scrollIntoViewIfNeeded();
    await this.settled();
    const box = await over.boundingBox();
    if (box === null) {
      throw new Error(`The panel "${title}" has no chart to point at`);
    }
    return box;
  }
}
