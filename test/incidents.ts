/** `pnpm incidents`: photographs the page of the preview that shows each simulated incident best, for docs/incidents.md. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { faultKinds, type FaultKind } from '@dynamo-observability/simulator';

import { launchChromium } from './browser/preview/chromium.ts';
import { DashboardPage } from './browser/preview/dashboard-page.ts';
import { servePreview } from './browser/preview/served-preview.ts';

const folder = fileURLToPath(new URL('../docs/incidents/', import.meta.url));
const document = fileURLToPath(new URL('../docs/incidents.md', import.meta.url));
const screen = { width: 1440, height: 1250 };

/** The page to look at, and what a reader should see there. */
const shown: { readonly [K in FaultKind]: readonly [page: string, look: string] } = {
  'slow-worker': ['gpu', 'One GPU of a decode worker is hot and slows down; the others of the worker wait for it.'],
  'power-cap': ['gpu', 'Eight GPUs stand at their limit, and their clocks fall.'],
  'xid-gpu-lost': ['gpu', 'A GPU reports XID 79 and is gone; its worker is lost with it.'],
  'ecc-remap-pending': ['gpu', 'A GPU waits for a reset to remap memory rows.'],
  'nvlink-decay': ['gpu', 'Links of one GPU report errors, and tokens of its worker become slow.'],
  'kv-pool-leak': ['workers', 'Blocks in use of one worker rise although its requests do not.'],
  'cache-cold': ['router', 'The hit rate falls again and again, each time all caches are emptied.'],
  'kv-events-lost': ['router', 'The router expects less to be cached than there is.'],
  'router-overload': ['dynamo', 'Offered load rises, the first token comes late, and requests are refused.'],
  'prefill-starvation': ['dynamo', 'The first token comes late, while the time between tokens stays as it was.'],
  'decode-saturation': ['dynamo', 'Answers are five times as long: requests pile up.'],
  'retry-storm': ['dynamo', 'Clients leave early and come back at once.'],
  'event-loop-blocked': ['frontend', 'The event loop is late, and every request waits for it.'],
  'tokenizer-slow': ['frontend', 'Preprocessing takes long.'],
  'disk-tier-stalled': ['kvbm', 'Blocks no longer move to the disk and come back slowly.'],
  'nats-backlog': ['messaging', 'Messages pile up in NATS.'],
  'etcd-slow': ['messaging', 'etcd takes long to write to its disk, and leases end.'],
  'worker-crash-loop': ['dynamo', 'A worker dies again and again; its requests move.'],
  'planner-blind': ['planner', 'The planner sees no traffic and holds.'],
  'scrape-target-gone': ['workers', 'A worker is no longer scraped: its lines end, and its requests go on.'],
  'clock-skew': ['logs', 'Lines of one worker have the wrong time.'],
  'log-shipping-stopped': ['logs', 'There are no more lines, while requests go on.'],
  'traces-sampled-away': ['dynamo', 'Marks of requests come from logs alone.'],
  'bad-client': ['dynamo', 'Mistakes of clients rise; the success rate does not fall for them.'],
  'long-prompts': ['dynamo', 'Prompts are longer, and the first token comes late.'],
};

mkdirSync(folder, { recursive: true });
const preview = await servePreview({ data: 'busy' });
const browser = await launchChromium();
try {
  for (const kind of faultKinds) {
    const [page] = shown[kind];
    const address = `${preview.address}a/dynamo-observability-app/${page}?data=incident-${kind}`;
    const dashboard = await DashboardPage.open(browser, address, screen);
    await dashboard.page.screenshot({ path: `${folder}${kind}.jpg`, type: 'jpeg', quality: 55 });
    console.log(kind);
    await dashboard.page.close();
  }
} finally {
  await browser.close();
  preview.close();
}
writeFileSync(
  document,
  `# Simulated incidents

Each is a scenario of the simulator: forty busy minutes, with one fault from the fifteenth to the thirtieth. Open one with
\`pnpm start --data incident-power-cap\`, or choose it in the header of the preview. \`pnpm incidents\` makes the pictures anew.

${faultKinds.map((kind) => `## ${kind}\n\n${shown[kind][1]}\n\n![The page ${shown[kind][0]} during ${kind}](incidents/${kind}.jpg)`).join('\n\n')}
`
);
