import { fieldConfigWithLinks, panelNumber, type Page, type Panel } from '@dynamo-observability/dashboards';
import { VizPanel, type VizPanelState } from '@grafana/scenes';

import { explainEmpty } from '../empty/explain-empty.ts';
import { description } from './description.ts';
import { panelData } from './panel-data.ts';
import { panelMenu } from './panel-menu.ts';

/** A panel as Scenes draws it. Its options are the very object that stands in the JSON. */
export function vizPanel(panel: Panel, page: Page): VizPanel {
  return new VizPanel({
    key: `panel-${panelNumber(panel.id)}`,
    pluginId: panel.kind,
    title: panel.title,
    description: description(panel),
    options: panel.options,
    // @grafana/schema and @grafana/data name one kind of value mapping differently; the values are the same.
    fieldConfig: fieldConfigWithLinks(panel, page) as VizPanelState['fieldConfig'],
    $data: panelData(panel),
    $behaviors: [explainEmpty(panel)],
    menu: panelMenu(),
  });
}
