import { locationUtil } from '@grafana/data';
import { sceneGraph, type VizPanel } from '@grafana/scenes';

import type { ShownQueries } from '../panel/shown-queries.ts';
import { exploreUrl } from './explore-url.ts';

/** Explore with the queries of a panel and the range of its page. */
export function panelExploreUrl(panel: VizPanel, { dataSource, queries }: ShownQueries): string {
  const { from, to } = sceneGraph.getTimeRange(panel).state;
  return locationUtil.assureBaseUrl(exploreUrl([{ dataSource, queries, range: { from, to } }]));
}
