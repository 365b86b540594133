import type { Panel } from '@dynamo-observability/dashboards';
import {
  provisionedSources,
  type Backends,
  type HostDataSource,
  type TimeSpan,
} from '@dynamo-observability/grafana-host';

import { familiesToHide } from '../backends/families-to-hide.ts';
import { WithoutFamilies } from '../backends/hidden-families.ts';
import { overloaded } from '../backends/overloaded.ts';
import { everyProcessScraped } from '../backends/scraped-processes.ts';
import { silent } from '../backends/silent.ts';
import type { State } from '../stories/states.ts';
import type { CapturedRun } from './captured-run.ts';

/** What answers the queries of a story, and the time range that the story shows. */
export interface Sources {
  readonly dataSources: readonly HostDataSource[];
  readonly span: TimeSpan;
}

/** What stands behind some panels in a state, all of it made from the captured run. */
export async function sourcesFor(state: State, panels: readonly Panel[], run: CapturedRun): Promise<Sources> {
  const { scrapeInterval, traffic, beforeTraffic } = run;
  const backends = await backendsFor(state, panels, run);
  return {
    dataSources: provisionedSources(backends, { scrapeInterval }),
    span: state === 'no-traffic' ? beforeTraffic : traffic,
  };
}

async function backendsFor(
  state: State,
  panels: readonly Panel[],
  { backends, traffic }: CapturedRun
): Promise<Backends> {
  switch (state) {
    case 'data':
    case 'no-traffic':
      return backends;
    case 'not-enabled': {
      // Logs and traces that nobody has set up have no data source either.
      const scraped = await everyProcessScraped(backends.prometheus, traffic);
      return { prometheus: new WithoutFamilies(scraped, familiesToHide(panels)) };
    }
    case 'loading':
      return silent;
    case 'failed':
      return overloaded(backends);
  }
}
