import { panelTarget, print, type Scope } from '@dynamo-observability/query';
import { defaultTargetLabels, type TargetLabelNames } from '@dynamo-observability/signals';

import type { Dashboard } from '../model.ts';
import { dashboardScope } from '../scope.ts';
import type { Annotation } from './annotation.ts';
import { annotations } from './annotations.ts';

/** The marks that a page can show: those of the metrics, where it has a data source for them. */
export const annotationsOf = (dashboard: Dashboard): readonly Annotation[] =>
  dashboard.variables.some(({ type, name }) => type === 'datasource' && name === 'prometheus_datasource')
    ? annotations
    : [];

/** The PromQL of a kind of mark on a page: filtered by those variables that the page has. */
export function printForPage(
  { expr }: Annotation,
  dashboard: Dashboard,
  names: TargetLabelNames = defaultTargetLabels
): string {
  return print(expr.node, panelTarget(scopeOf(dashboard, names), names));
}

function scopeOf({ variables }: Dashboard, labels: TargetLabelNames): Scope {
  const known = new Set(variables.map(({ name }) => name));
  return (metric) =>
    dashboardScope(labels)(metric).filter(
      ({ value }) => !('template' in value) || namesIn(value.template).every((name) => known.has(name))
    );
}

const namesIn = (template: string): readonly string[] =>
  [...template.matchAll(/\$\{?(\w+)/g)].map(([, name = '']) => name);
