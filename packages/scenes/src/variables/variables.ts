import {
  allValue,
  everything,
  metricsSource,
  naturalAscending,
  optionsText,
  variableQuery,
  type CustomVariable as CustomDefinition,
  type DataSourceVariable as DataSourceDefinition,
  type QueryVariable as QueryDefinition,
  type Variable,
} from '@dynamo-observability/dashboards';
import { VariableRefresh } from '@grafana/data';
import { DataSourceVariable, QueryVariable, type SceneVariable } from '@grafana/scenes';

import { ListedVariable } from './listed-variable.ts';

/** Uids of data sources that an administrator has chosen for the app, by signal. */
export interface ChosenDataSources {
  readonly prometheus?: string;
  readonly loki?: string;
  readonly tempo?: string;
}

const all = { value: [allValue], text: ['All'] };
const severalOrAll = { isMulti: true, includeAll: true, allValue: everything, defaultToAll: true };

/** A variable of a dashboard as Scenes has it. Data sources start with the chosen one, query variables with All. */
export function sceneVariable(variable: Variable, chosen: ChosenDataSources = {}): SceneVariable {
  switch (variable.type) {
    case 'datasource':
      return dataSourceVariable(variable, chosen[variable.plugin]);
    case 'query':
      return queryVariable(variable);
    case 'custom':
      return customVariable(variable);
  }
}

function dataSourceVariable({ name, label, plugin }: DataSourceDefinition, chosen: string | undefined) {
  return new DataSourceVariable({ name, label, pluginId: plugin, ...(chosen === undefined ? {} : { value: chosen }) });
}

function queryVariable({ name, label, description, query, regex }: QueryDefinition) {
  return new QueryVariable({
    name,
    label,
    description,
    regex,
    datasource: metricsSource,
    query: variableQuery(query),
    // New workers appear when the range moves.
    refresh: VariableRefresh.onTimeRangeChanged,
    sort: naturalAscending,
    ...severalOrAll,
    ...all,
  });
}

function customVariable(variable: CustomDefinition) {
  const { name, label, description, options, multi } = variable;
  const text = options.find(({ value }) => value === variable.default)?.text ?? variable.default;
  const common = { name, label, description, query: optionsText(variable) };
  if (!multi) {
    return new ListedVariable({ ...common, isMulti: false, value: variable.default, text });
  }
  const start = variable.default === allValue ? all : { value: [variable.default], text: [text] };
  return new ListedVariable({ ...common, ...severalOrAll, ...start });
}
