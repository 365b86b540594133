import type { Dashboard, Page, Panel, PathOf } from '@dynamo-observability/dashboards';
import type { VizPanel } from '@grafana/scenes';

import type { ChosenDataSources } from '../variables/variables.ts';

/** What drawer and request page need to know of the site. */
export interface EvidenceSite {
  readonly dashboards: readonly Dashboard[];
  readonly dataSources: ChosenDataSources;
  /** A panel of any page, in the user's language. */
  readonly panelNamed: (id: string) => Panel | undefined;
  /** A panel of the site as a page draws it, with the links of its page, but without a way into another drawer. */
  readonly draw: (panel: Panel) => VizPanel;
  /** Where the page of a request is. */
  readonly requestHref: (traceId: string) => string;
}

/**
 * The site of an app.
 * @param dashboards in the user's language.
 * @param vizPanel draws a panel; given, since panels in turn know of the drawer.
 */
export function evidenceSite(
  dashboards: readonly Dashboard[],
  pathOf: PathOf,
  requestHref: EvidenceSite['requestHref'],
  vizPanel: (panel: Panel, page: Page) => VizPanel,
  dataSources: ChosenDataSources
): EvidenceSite {
  const places = new Map(
    dashboards.flatMap((dashboard) =>
      dashboard.rows.flatMap(({ panels }) => panels.map(({ panel }) => [panel.id, { panel, dashboard }] as const))
    )
  );
  const [first] = dashboards;
  return {
    dashboards,
    dataSources,
    panelNamed: (id) => places.get(id)?.panel,
    draw: (panel) => {
      const dashboard = places.get(panel.id)?.dashboard ?? first;
      if (dashboard === undefined) {
        throw new RangeError('A site without dashboards has no pages');
      }
      return vizPanel(panel, { dashboard, site: dashboards, pathOf });
    },
    requestHref,
  };
}
