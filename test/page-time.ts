import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';

import type { Browser } from 'playwright-core';

import { launchChromium } from './browser/preview/chromium.ts';
import { servePreview } from './browser/preview/served-preview.ts';
import { measurePage, type Opening, type Window } from './page-time/measure-page.ts';

/**
 * `pnpm page-time [options] [page …]`: how long each page takes from opening to its last panel, in Chromium without a cache. Without an
 * address it builds and serves the preview of the captured run. Pages are named as on their tabs.
 */
const usage = `pnpm page-time [options] [page …]

  --address URL    a preview that runs already, for example of pnpm start --prometheus …
  --runs NUMBER    openings of each page, of which the median is shown; 3 by default
  --height NUMBER  of the window; 900 by default. Panels load when they come into view: 9000 shows all of every page
  --help           print this`;

interface Named {
  readonly name: string;
  readonly address: string;
}

/** The pages, by their tabs. */
async function pagesOf(browser: Browser, address: string): Promise<readonly Named[]> {
  const page = await browser.newPage();
  await page.goto(address);
  await page.getByRole('tab').first().waitFor({ timeout: 60_000 });
  const tabs = await page.getByRole('tab').all();
  const named = await Promise.all(
    tabs.map(async (tab) => ({
      name: await tab.innerText(),
      address: new URL((await tab.getAttribute('href')) ?? '', address).href,
    }))
  );
  await page.close();
  return named;
}

function medianOf(openings: readonly Opening[], of: (opening: Opening) => number): number {
  const sorted = openings.map(of).sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2;
}

/** A row of the table: the median of each figure, each by itself. */
function row(name: string, openings: readonly Opening[]): string {
  const whole = (of: (opening: Opening) => number) => String(Math.round(medianOf(openings, of)));
  const slowest = Math.round(Math.max(...openings.map(({ drawnMs }) => drawnMs)));
  const cells = [
    whole(({ drawnMs }) => drawnMs),
    String(slowest),
    whole(({ busyMs }) => busyMs),
    whole(({ scriptMs }) => scriptMs),
    whole(({ blockedMs }) => blockedMs),
    whole(({ panels }) => panels),
    whole(({ queries }) => queries),
  ];
  return `| ${[name.padEnd(20), ...cells.map((cell, i) => cell.padStart((headings[i + 1] ?? '').length))].join(' | ')} |`;
}

const headings = ['Page'.padEnd(20), 'Drawn ms', 'Slowest', 'Busy ms', 'Scripts ms', 'Blocked ms', 'Panels', 'Queries'];

async function measureAll(browser: Browser, pages: readonly Named[], window: Window, runs: number): Promise<void> {
  console.log(`| ${headings.join(' | ')} |`);
  console.log(
    `| ${headings.map((heading, i) => (i === 0 ? '-'.repeat(20) : `${'-'.repeat(heading.length - 1)}:`)).join(' | ')} |`
  );
  for (const { name, address } of pages) {
    const openings: Opening[] = [];
    for (let run = 0; run < runs; run++) {
      openings.push(await measurePage(browser, address, window));
    }
    console.log(row(name, openings));
  }
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    address: { type: 'string' },
    runs: { type: 'string', default: '3' },
    height: { type: 'string', default: '900' },
    help: { type: 'boolean', default: false },
  },
});

async function main(): Promise<void> {
  const [runs, height] = [Number(values.runs), Number(values.height)];
  if (!Number.isInteger(runs) || runs < 1 || !Number.isInteger(height) || height < 100) {
    throw new RangeError(`--runs and --height are whole numbers, from 1 and from 100 on.\n\n${usage}`);
  }
  const preview = values.address === undefined ? await servePreview() : undefined;
  const browser = await launchChromium();
  try {
    const all = await pagesOf(browser, preview?.address ?? values.address ?? '');
    const unknown = positionals.filter((name) => !all.some((page) => page.name === name));
    if (unknown.length > 0) {
      throw new RangeError(
        `No page is called ${unknown.join(', ')}. There are: ${all.map(({ name }) => name).join(', ')}`
      );
    }
    const pages = all.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
    await measureAll(browser, pages, { width: 1440, height }, runs);
    const load = loadavg().map((average) => average.toFixed(1));
    console.log(
      `\nMedian of ${runs} in a window of 1440 × ${height}, Chromium ${browser.version()}, ${availableParallelism()} processors; ` +
        `mean load over 1, 5, 15 minutes ${load.join(', ')}.`
    );
  } finally {
    await browser.close();
    preview?.close();
  }
}

if (values.help) {
  console.log(usage);
} else {
  await main();
}
