import type {
  CustomVariable as CustomDefinition,
  DataSourceVariable as DataSourceDefinition,
  QueryVariable as QueryDefinition,
  Variable,
} from '@dynamo-observability/dashboards';
import { VariableRefresh, VariableSort } from '@grafana/data';
import { DataSourceVariable, QueryVariable, type SceneVariable } from '@grafana/scenes';

import { ListedVariable } from './listed-variable.ts';
import { metricsSource } from './metrics-source.ts';

/** Uids of data sources that an administrator has chosen for the app, by signal. */
export interface ChosenDataSources {
  readonly prometheus?: string;
  readonly loki?: string;
  readonly tempo?: string;
}

/** What All stands for in a regex matcher. It also admits series that lack the label. */
const everything = '.*';
const all = { value: ['$__all'], text: ['All'] };
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
    // Grafana's name for a variable query written as text.
    query: { qryType: 5, query, refId: 'PrometheusVariableQueryEditor-VariableQuery' },
    // New workers appear when the range moves.
    refresh: VariableRefresh.onTimeRangeChanged,
    // So that worker 10 comes after worker 9.
    sort: VariableSort.naturalAsc,
    ...severalOrAll,
    ...all,
  });
}

/** A comma separates options, so one inside a text or value is escaped. */
const option = (text: string): string => text.replaceAll(',', '\\,');

function customVariable(variable: CustomDefinition) {
  const { name, label, description, options, multi } = variable;
  const query = options.map(({ text, value }) => `${option(text)} : ${option(value)}`).join(', ');
  const text = options.find(({ value }) => value === variable.default)?.text ?? variable.default;
  const common = { name, label, description, query };
  if (!multi) {
    return new ListedVariable({ ...common, isMulti: false, value: variable.default, text });
  }
  const start = variable.default === '$__all' ? all : { value: [variable.default], text: [text] };
  return new ListedVariable({ ...common, ...severalOrAll, ...start });
}
