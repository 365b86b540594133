import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';

import { chromiumAvailable, launchChromium, reportMissingChromium } from '../preview/chromium.ts';
import { isAppPlugin, saved } from './in-page.ts';
import { servePlugin, type ServedPlugin } from './served-plugin.ts';

const base = '/a/dynamo-observability-app';
const configuration = '/plugins/dynamo-observability-app';
const publicPath = '/public/plugins/dynamo-observability-app/';

reportMissingChromium();

describe.skipIf(!chromiumAvailable())('the built plugin in a page that loads it as Grafana does', () => {
  let served: ServedPlugin;
  let browser: Browser;
  let page: Page;
  let requests: string[];
  let complaints: string[];

  beforeAll(async () => {
    served = await servePlugin();
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser.close();
    served.close();
  });
  beforeEach(async () => {
    requests = [];
    complaints = [];
    page = await browser.newPage({ viewport: { width: 1400, height: 900 }, timezoneId: 'UTC' });
    page.setDefaultTimeout(15_000);
    page.on('request', (request) => requests.push(new URL(request.url()).pathname));
    page.on('pageerror', (error) => complaints.push(String(error)));
  });
  afterEach(async () => {
    await page.close();
    expect(complaints).toEqual([]);
  });

  const open = (path: string) => page.goto(served.address + path);
  const panel = (title: string) =>
    page.locator('[data-viz-panel-key]', { has: page.getByRole('heading', { name: title, exact: true }) });

  it('gives an AppPlugin, and loads the rest from the folder of the plugin when its page is opened', async () => {
    await open(`${base}/dynamo`);
    await panel('Active requests').getByText('7', { exact: true }).waitFor();
    expect(await page.evaluate(isAppPlugin)).toBe(true);
    const chunks = requests.filter((path) => /\/\d+\.js$/.test(path));
    expect(chunks.length).toBeGreaterThan(0);
    expect(chunks.filter((path) => !path.startsWith(publicPath))).toEqual([]);
  });

  it('shows panels with values beside panels that say why they have none', async () => {
    await open(`${base}/dynamo`);
    await panel('Workers').getByText('scraped, but without dynamo_component_router_worker_registered').waitFor();
    await panel('Active requests').getByText('7', { exact: true }).waitFor();
  });

  it('speaks Chinese, from the file that Grafana reads', async () => {
    await open(`${base}/dynamo?lang=zh-Hans`);
    await page.getByRole('heading', { name: 'Dynamo 可观测性' }).waitFor();
    await panel('活跃请求').getByText('7', { exact: true }).waitFor();
    expect(requests).toContain(`${publicPath}locales/zh-Hans/dynamo-observability-app.json`);
  });

  it('shows a way back from an address that there is not', async () => {
    await open(`${base}/nowhere`);
    await page.getByRole('link', { name: 'Open Dynamo' }).click();
    await panel('Active requests').waitFor();
  });

  it('lets an administrator choose a data source, see what it holds of Dynamo, and save', async () => {
    await open(configuration);
    await page.locator('#data-source-prometheus').click();
    await page.getByText('Prometheus (default)').click();
    await page.getByRole('button', { name: 'Test Metrics (Prometheus)' }).click();
    await page.getByText('Scraped now: Dynamo frontend').waitFor();
    await page.getByText(/Not scraped: .*Dynamo workers/).waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await vi.waitFor(async () =>
      expect(await page.evaluate(saved)).toEqual({
        url: '/api/plugins/dynamo-observability-app/settings',
        data: { enabled: true, pinned: true, jsonData: { prometheus: 'prometheus' } },
      })
    );
  });

  describe('when an update has taken its files away', () => {
    const pageLoads = () => requests.filter((path) => path === `${base}/dynamo`).length;

    it('loads the page once more, and all is well if the files are there then', async () => {
      let gone = true;
      await page.route(/\/\d+\.js/, (route) => {
        const answer = gone ? route.fulfill({ status: 404 }) : route.continue();
        gone = false;
        return answer;
      });
      await open(`${base}/dynamo`);
      await panel('Active requests').waitFor();
      expect(pageLoads()).toBe(2);
    });

    it('does not go on loading the page for ever, but says what happened', async () => {
      await page.route(/\/\d+\.js/, (route) => route.fulfill({ status: 404 }));
      await open(`${base}/dynamo`);
      await page.getByText('The app has been updated').waitFor();
      await page.getByRole('button', { name: 'Reload the page' }).waitFor();
      expect(pageLoads()).toBe(2);
    });
  });
});
