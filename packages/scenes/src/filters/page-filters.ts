import { filterLabels, metricsSource, pageFilters as defined, type Dashboard } from '@dynamo-observability/dashboards';
import type { AdHocVariableFilter } from '@grafana/data';
import { AdHocFiltersVariable, type SceneObject } from '@grafana/scenes';

import { hasSource } from '../empty/missing-source.ts';
import { text } from '../language/translate.ts';

const labelName = /^[a-zA-Z_]\w*$/;
const operators: ReadonlySet<string> = new Set(['=', '!=', '=~', '!~', '=|', '!=|']);

/** Filters on labels. What an address brings and is no filter is left out: it would break every query of the page. */
class PageFilters extends AdHocFiltersVariable {
  override setState(update: Partial<AdHocFiltersVariable['state']>): void {
    const filters = update.filters?.filter(({ key, operator }) => labelName.test(key) && operators.has(operator));
    super.setState(filters === undefined ? update : { ...update, filters });
  }
}

/** The filters of a page; undefined for a page without metrics, or where nothing could answer. */
export function pageFilters(dashboard: Dashboard): AdHocFiltersVariable | undefined {
  const labels = filterLabels(dashboard);
  if (labels.length === 0 || !hasSource('prometheus')) {
    return undefined;
  }
  return new PageFilters({
    name: defined.name,
    label: text('filters.label'),
    description: text('filters.description'),
    inputPlaceholder: text('filters.placeholder'),
    datasource: metricsSource,
    applyMode: 'auto',
    defaultKeys: labels.map((label) => ({ text: label, value: label })),
    allowCustomValue: true,
  });
}

/** The filters that hold for an object of a page and a kind of data source. */
export function filtersFor(object: SceneObject, source: string): readonly AdHocVariableFilter[] {
  const variables = object.state.$variables?.state.variables ?? [];
  const own = variables.flatMap((variable) => (variable instanceof PageFilters ? variable.state.filters : []));
  const above = object.parent === undefined ? [] : filtersFor(object.parent, source);
  return source === metricsSource.type ? [...above, ...own] : [];
}
