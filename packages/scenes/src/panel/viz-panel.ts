import { panelNumber, type Dashboard, type Panel, type PanelFieldConfig } from '@dynamo-observability/dashboards';
import { VizPanel, type VizPanelState } from '@grafana/scenes';

import { explainEmpty } from '../empty/explain-empty.ts';
import { description } from './description.ts';
import { pageUrl, type PathOf } from './page-url.ts';
import { panelData } from './panel-data.ts';
import { panelMenu } from './panel-menu.ts';

/** The page on which a panel stands. */
export interface Page {
  readonly dashboard: Dashboard;
  /** All dashboards, so that links know which variables their target has. */
  readonly site: readonly Dashboard[];
  readonly pathOf: PathOf;
}

/** A panel as Scenes draws it. Its options are the very object that stands in the JSON. */
export function vizPanel(panel: Panel, page: Page): VizPanel {
  return new VizPanel({
    key: `panel-${panelNumber(panel.id)}`,
    pluginId: panel.kind,
    title: panel.title,
    description: description(panel),
    options: panel.options,
    // @grafana/schema and @grafana/data name one kind of value mapping differently; the values are the same.
    fieldConfig: linked(panel, page) as VizPanelState['fieldConfig'],
    $data: panelData(panel),
    $behaviors: [explainEmpty(panel)],
    menu: panelMenu(),
  });
}

/** Links belong to a value, so they stand in the field configuration; without links it is the very object of the panel. */
function linked(panel: Panel, { dashboard, site, pathOf }: Page): PanelFieldConfig {
  if (panel.links.length === 0) {
    return panel.fieldConfig;
  }
  const links = panel.links.map((link) => {
    const target = site.find(({ uid }) => uid === link.dashboard);
    return { title: link.title, url: pageUrl(link, dashboard, target, pathOf) };
  });
  const { defaults, overrides } = panel.fieldConfig;
  return { defaults: { ...defaults, links: [...(defaults.links ?? []), ...links] }, overrides };
}
