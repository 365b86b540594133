import type { Panel, PanelFieldConfig } from '@dynamo-observability/dashboards';
import { sceneGraph, type VizPanel } from '@grafana/scenes';

import { evidenceHostOf } from './evidence-host.tsx';
import { evidenceLink } from './evidence-link.ts';

/**
 * The link to the drawer stands first among the links of a value. Panels without a way to requests keep their field configuration.
 * @param panelOnPage the panel as it stands on the page, when it is clicked.
 */
export function withEvidenceLink(
  panel: Panel,
  fieldConfig: PanelFieldConfig,
  panelOnPage: () => VizPanel
): PanelFieldConfig {
  const { explain } = panel;
  if (explain === undefined) {
    return fieldConfig;
  }
  const shown = () => sceneGraph.getData(panelOnPage()).state.data?.series ?? [];
  const link = evidenceLink(panel, explain, shown, (point) => evidenceHostOf(panelOnPage())?.open(point));
  const { defaults, overrides } = fieldConfig;
  return { defaults: { ...defaults, links: [link, ...(defaults.links ?? [])] }, overrides };
}
