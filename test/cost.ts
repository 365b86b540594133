import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

import { readCapture, toOpenMetrics } from './conformance/capture.ts';
import { Prometheus } from './conformance/prometheus.ts';
import { refreshCost, type ClassicDashboard, type Refresh } from './cost/refresh-cost.ts';

/**
 * `pnpm cost [dashboard.json …]`: what one refresh of a dashboard costs a real Prometheus that holds the captured run. Without a file
 * it takes our own. Any dashboard in the classic model can be named, upstream's too.
 */
const own = fileURLToPath(new URL('../provisioning/grafana/dashboards/dynamo.json', import.meta.url));
const files = process.argv.length > 2 ? process.argv.slice(2) : [own];
const run: Omit<Refresh, 'variables'> = { startSeconds: 1_795_354_836, endSeconds: 1_795_355_936, scrapeSeconds: 15 };

const prometheus = await Prometheus.start({ backfill: toOpenMetrics(readCapture()) });
try {
  for (const file of files) {
    const dashboard = JSON.parse(readFileSync(file, 'utf8')) as ClassicDashboard;
    for (const [choice, model] of Object.entries({ 'one model': 'demo/chat-70b', 'all models': '.*' })) {
      const cost = await refreshCost(dashboard, prometheus, { ...run, variables: { model, quantile: '0.99' } });
      console.log(
        `${basename(file)}, ${choice}: ${cost.panels} panels (${cost.blank.length} blank), ${cost.queries} queries, ` +
          `${cost.samples.toLocaleString('en-US')} samples`
      );
    }
  }
} finally {
  await prometheus.stop();
}
