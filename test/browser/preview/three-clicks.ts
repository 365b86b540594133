import type { Locator } from 'playwright-core';

import { Chart, type ChartPoint } from './chart.ts';
import type { DashboardPage } from './dashboard-page.ts';
import { countClicks } from './in-page.ts';

/** A number on a page from which a person asks for the requests behind it. */
export interface Signal {
  readonly name: string;
  /** The page on whose open rows the panel stands. */
  readonly page: string;
  readonly title: string;
  /** Undefined: the highest of all lines. */
  readonly line?: string;
  /** What calls for an answer: a hit rate is bad where it is low. */
  readonly worst: 'highest' | 'lowest';
}

export const signals: readonly Signal[] = [
  { name: 'ttft', page: 'dynamo', title: 'Time to first token', line: 'p99', worst: 'highest' },
  { name: 'itl', page: 'dynamo', title: 'Inter-token latency', line: 'p99', worst: 'highest' },
  { name: 'hit-rate', page: 'router', title: 'Cache hit rate', line: 'observed', worst: 'lowest' },
  { name: 'gpu-power', page: 'gpu', title: 'GPU power', worst: 'highest' },
];

export const pageOf = (address: string, { page }: Pick<Signal, 'page'>): string =>
  `${address}a/dynamo-observability-app/${page}`;

/** Finds the point to ask about, and counts clicks from then on. */
export async function worstPoint(dashboard: DashboardPage, { title, line, worst }: Signal): Promise<ChartPoint> {
  const panel = dashboard.panel(title);
  await panel.scrollIntoViewIfNeeded();
  await dashboard.settled();
  const chart = await Chart.of(panel);
  const point = await chart[worst](line);
  await dashboard.page.evaluate(countClicks);
  return point;
}

/** First click: the point. It keeps the tooltip open, with its links. */
export async function clickPoint({ page }: DashboardPage, { x, y }: ChartPoint): Promise<void> {
  await page.mouse.move(x, y);
  await page.mouse.click(x, y);
  await page.getByTestId('viz-tooltip').getByText('Requests behind this point').waitFor();
}

/** Second click: the link in the tooltip. The drawer opens with its requests. */
export async function clickLink({ page }: DashboardPage): Promise<void> {
  await page.getByTestId('viz-tooltip').getByText('Requests behind this point').click();
  await requestsIn(page).first().waitFor({ timeout: 30_000 });
}

/** The requests in the drawer, each a link to its page. */
export const requestsIn = (page: DashboardPage['page']): Locator =>
  page.getByRole('table', { name: 'Requests' }).locator('tbody a');

/** Third click: the first request. Its page opens. */
export async function clickFirstRequest({ page }: DashboardPage): Promise<string> {
  const first = requestsIn(page).first();
  const traceId = (await first.getAttribute('href'))?.match(/requests\/([0-9a-f]+)/)?.[1] ?? '';
  await first.click();
  await page.waitForURL(/\/requests\//);
  return traceId;
}
