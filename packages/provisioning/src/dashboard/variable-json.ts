import {
  allValue,
  everything,
  metricsSource,
  naturalAscending,
  optionsText,
  variableQuery,
  type CustomVariable,
  type DataSourceVariable,
  type QueryVariable,
  type Variable,
} from '@dynamo-observability/dashboards';

import type { ExportedVariable } from './exported.ts';

const all = { selected: true, text: ['All'], value: [allValue] };

function dataSourceVariable({ name, label, plugin }: DataSourceVariable): ExportedVariable {
  return { type: 'datasource', name, label, query: plugin, regex: '', refresh: 1, includeAll: false, multi: false };
}

function queryVariable({ name, label, description, query, regex }: QueryVariable): ExportedVariable {
  return {
    type: 'query',
    name,
    label,
    description,
    datasource: metricsSource,
    definition: query,
    query: variableQuery(query),
    regex,
    // The linter's rule template-on-time-change-reload-rule: new workers appear when the range moves.
    refresh: 2,
    sort: naturalAscending,
    includeAll: true,
    multi: true,
    allValue: everything,
    current: all,
    options: [],
  };
}

function customVariable(variable: CustomVariable): ExportedVariable {
  const { name, label, description, options, multi } = variable;
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
  }
}
