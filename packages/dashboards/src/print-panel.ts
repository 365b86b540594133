import { panelTarget, print, type AnyExpr } from '@dynamo-observability/query';
import { defaultTargetLabels, type TargetLabelNames } from '@dynamo-observability/signals';

import { dashboardScope } from './scope.ts';

/** The PromQL of an expression as it stands in a panel: Grafana's macros, and matchers from the dashboard's variables. */
export function printForPanel(expr: AnyExpr, names: TargetLabelNames = defaultTargetLabels): string {
  return print(expr.node, panelTarget(dashboardScope(names), names));
}

/** A legend or macro text as it stands in a panel: scraper labels, written by role, get the name they have in the installation. */
export function printLegend(text: string, names: TargetLabelNames = defaultTargetLabels): string {
  const named = new Map<string, string>(Object.entries(names));
  return text.replace(/\{\{(\w+)\}\}/g, (whole, role: string) => {
    const name = named.get(role);
    return name === undefined ? whole : `{{${name}}}`;
  });
}
