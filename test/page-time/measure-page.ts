import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';

import { readRecorder, startRecorder, type Recorded } from './recorder.ts';

/** What opening a page cost, once. Times in milliseconds. */
export interface Opening {
  /** From the navigation to the last change of what is in view. */
  readonly drawnMs: number;
  /** The main thread's tasks of any kind until then and the quiet after it. */
  readonly busyMs: number;
  /** Of these, scripts. */
  readonly scriptMs: number;
  /** How long the page could not have answered a click: of each task what is above 50 ms. */
  readonly blockedMs: number;
  readonly panels: number;
  /** To the stores in the page's worker, or to servers. Those of variables and of what explains empty panels are among them. */
  readonly queries: number;
}

/** The window. Panels outside it load when they are scrolled to, so a higher one loads more. */
export interface Window {
  readonly width: number;
  readonly height: number;
}

/** Nothing has changed for so long: the page is drawn. Longer than the slowest variable leaves panels waiting without a sign. */
const quietMs = 2500;
const givesUpMs = 120_000;

/** Opens a page in a browser without any cache, and waits until nothing in view loads or changes. @throws Error where it never does. */
export async function measurePage(browser: Browser, address: string, window: Window): Promise<Opening> {
  const context = await browser.newContext({ viewport: window, timezoneId: 'UTC' });
  try {
    return await opening(context, address);
  } finally {
    await context.close();
  }
}

async function opening(context: BrowserContext, address: string): Promise<Opening> {
  const page = await context.newPage();
  let sent = 0;
  page.on('request', (request) => {
    sent += isQuery(request.url()) ? 1 : 0;
  });
  await page.addInitScript(startRecorder);
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable');
  await page.goto(address, { waitUntil: 'commit' });
  const { changedMs, blockedMs, panels, asked } = await drawn(page, address);
  const seconds = await metrics(session);
  return {
    drawnMs: changedMs,
    busyMs: 1000 * (seconds.get('TaskDuration') ?? Number.NaN),
    scriptMs: 1000 * (seconds.get('ScriptDuration') ?? Number.NaN),
    blockedMs,
    panels,
    queries: asked + sent,
  };
}

/** The query APIs of Prometheus, Loki and Tempo, also behind Grafana. */
const isQuery = (url: string): boolean =>
  /\/api\/(?:v1|ds\/query|v2\/search|search|traces|v2\/traces|metrics)\b/.test(new URL(url).pathname);

async function drawn(page: Page, address: string): Promise<Recorded> {
  const deadline = Date.now() + givesUpMs;
  while (Date.now() < deadline) {
    await page.waitForTimeout(250);
    const written = await page.evaluate(readRecorder);
    const recorded = written === '' ? undefined : (JSON.parse(written) as Recorded);
    if (recorded !== undefined && recorded.panels > 0 && recorded.loading === 0) {
      if (recorded.nowMs - recorded.changedMs > quietMs) {
        return recorded;
      }
    }
  }
  throw new Error(`${address} is not drawn after ${givesUpMs / 1000} s`);
}

async function metrics(session: CDPSession): Promise<ReadonlyMap<string, number>> {
  const { metrics: found } = await session.send('Performance.getMetrics');
  return new Map(found.map(({ name, value }) => [name, value]));
}
