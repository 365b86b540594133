import { fieldConfigWithLinks, panelNumber, type Page, type Panel } from '@dynamo-observability/dashboards';
import type { VizPanel, VizPanelState } from '@grafana/scenes';

import { explainEmpty } from '../empty/explain-empty.ts';
import { withEvidenceLink } from '../evidence/with-evidence-link.ts';
import { withSamples } from '../samples/draw-samples.ts';
import { limited } from '../series-limit/limited.ts';
import { SeriesLimit } from '../series-limit/series-limit.tsx';
import { CancelQuery, PanelWithoutCancel } from './cancel-query.tsx';
import { description } from './description.ts';
import { panelData } from './panel-data.ts';
import { panelMenu } from './panel-menu.ts';

/** A page of the app. With a drawer, the points of its panels lead to requests. */
export interface ScenePage extends Page {
  readonly hasDrawer?: boolean;
}

/** A panel as Scenes draws it. Its options are the very object that stands in the JSON. */
export function vizPanel(panel: Panel, page: ScenePage): VizPanel {
  const fieldConfig = fieldConfigWithLinks(panel, page);
  const limit = limited.has(panel.kind) ? new SeriesLimit() : undefined;
  const data = panelData(panel, limit);
  const viz: VizPanel = new PanelWithoutCancel({
    key: `panel-${panelNumber(panel.id)}`,
    pluginId: panel.kind,
    title: panel.title,
    description: description(panel),
    options: panel.options,
    // @grafana/schema and @grafana/data name one kind of value mapping differently; the values are the same.
    fieldConfig: (page.hasDrawer === true
      ? withEvidenceLink(panel, fieldConfig, () => viz)
      : fieldConfig) as VizPanelState['fieldConfig'],
    $data: page.hasDrawer === true ? withSamples(panel, data) : data,
    titleItems: [...(limit === undefined ? [] : [limit]), new CancelQuery()],
    $behaviors: panel.queries.length > 0 ? [explainEmpty(panel)] : [],
    menu: panelMenu(),
  });
  return viz;
}
