import {
  allValue,
  everything,
  filterLabels,
  metricsSource,
  naturalAscending,
  optionsText,
  pageFilters,
  sources,
  variableDefinition,
  variableQuery,
  type CustomVariable,
  type Dashboard,
  type DataSourceVariable,
  type QueryVariable,
  type TextVariable,
  type Variable,
} from '@dynamo-observability/dashboards';

import type { ExportedVariable } from './exported.ts';

/** Grafana's number for a variable that is not shown at all. */
const hideVariable = 2;

const all = { selected: true, text: ['All'], value: [allValue] };

function dataSourceVariable({ name, label, plugin }: DataSourceVariable): ExportedVariable {
  return { type: 'datasource', name, label, query: plugin, regex: '', refresh: 1, includeAll: false, multi: false };
}

/** Not shown, and not in an address: there it would outlive what it was found from. */
const outOfSight = { hide: hideVariable, skipUrlSync: true };

function queryVariable(variable: QueryVariable): ExportedVariable {
  const { name, label, description, regex, choice, hidden = false } = variable;
  return {
    type: 'query',
    name,
    label,
    description,
    datasource: sources[variable.source],
    definition: variableDefinition(variable),
    query: variableQuery(variable),
    regex,
    // The linter's rule template-on-time-change-reload-rule: new workers appear when the range moves.
    refresh: 2,
    sort: naturalAscending,
    includeAll: choice !== 'one',
    multi: choice !== 'one',
    ...(choice === 'several' ? { allValue: everything } : {}),
    ...(choice === 'one' ? {} : { current: all }),
    ...(hidden ? outOfSight : {}),
    options: [],
  };
}

/** Grafana shows `query` until the reader has typed something. */
function textVariable({ name, label, description, default: text }: TextVariable): ExportedVariable {
  const chosen = { selected: true, text, value: text };
  return { type: 'textbox', name, label, description, query: text, current: chosen, options: [chosen] };
}

function customVariable(variable: CustomVariable): ExportedVariable {
  const { name, label, description, options, multi, hidden = false } = variable;
  const chosen = options.find((o) => o.value === variable.default);
  const one = { selected: true, text: chosen?.text ?? variable.default, value: variable.default };
  const several = variable.default === allValue ? all : { selected: true, text: [one.text], value: [one.value] };
  return {
    type: 'custom',
    name,
    label,
    description,
    query: optionsText(variable),
    includeAll: multi,
    multi,
    ...(multi ? { allValue: everything } : {}),
    current: multi ? several : one,
    ...(hidden ? outOfSight : {}),
    options: options.map(({ text, value }) => ({ selected: value === variable.default, text, value })),
  };
}

/** A variable of the classic model. Query variables offer All and start with it. */
export function variableJson(variable: Variable): ExportedVariable {
  switch (variable.type) {
    case 'datasource':
      return dataSourceVariable(variable);
    case 'query':
      return queryVariable(variable);
    case 'custom':
      return customVariable(variable);
    case 'text':
      return textVariable(variable);
  }
}

/** A variable that only links use. It stays in the URL, so that they take a choice along. */
export const hiddenVariableJson = (variable: Variable): ExportedVariable => ({
  ...variableJson(variable),
  hide: hideVariable,
});

/** Filters on labels, for every query of metrics; none for a dashboard that has none to filter. */
export function filtersJson(dashboard: Dashboard): readonly ExportedVariable[] {
  const labels = filterLabels(dashboard);
  const variable: ExportedVariable = {
    type: 'adhoc',
    ...pageFilters,
    datasource: metricsSource,
    filters: [],
    defaultKeys: labels.map((label) => ({ text: label, value: label })),
    allowCustomValue: true,
  };
  return labels.length === 0 ? [] : [variable];
}
