import {
  allValue,
  everything,
  naturalAscending,
  optionsText,
  sources,
  variableQuery,
  type CustomVariable as CustomDefinition,
  type DataSourceVariable as DataSourceDefinition,
  type QueryVariable as QueryDefinition,
  type TextVariable as TextDefinition,
  type Variable,
} from '@dynamo-observability/dashboards';
import { VariableHide, VariableRefresh } from '@grafana/data';
import { QueryVariable, type SceneVariable } from '@grafana/scenes';

import { hasSource } from '../empty/missing-source.ts';
import { KnownDataSource } from './known-data-source.ts';
import { ListedVariable } from './listed-variable.ts';
import { TypedTextVariable } from './typed-text.ts';

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
    case 'text':
      return textVariable(variable);
  }
}

const textVariable = ({ name, label, description, default: value }: TextDefinition) =>
  new TypedTextVariable({ name, label, description, value });

function dataSourceVariable({ name, label, plugin }: DataSourceDefinition, chosen: string | undefined) {
  return new KnownDataSource({ name, label, pluginId: plugin, ...(chosen === undefined ? {} : { value: chosen }) });
}

const ofEach: { readonly [C in QueryDefinition['choice']]: object } = {
  several: { ...severalOrAll, ...all },
  listed: { isMulti: true, includeAll: true, defaultToAll: true, ...all },
  one: { isMulti: false, includeAll: false },
};

/** Not shown, and not in an address: there it would outlive what it was found from. */
const outOfSight = { hide: VariableHide.hideVariable, skipUrlSync: true };

function queryVariable(variable: QueryDefinition) {
  const { name, label, description, regex, source, choice, hidden = false } = variable;
  return new QueryVariable({
    name,
    label,
    description,
    regex,
    datasource: sources[source],
    // Without a data source of its kind the question would go to the default one. Scenes asks nothing for an empty query.
    query: hasSource(source) ? variableQuery(variable) : '',
    // New workers appear when the range moves.
    refresh: VariableRefresh.onTimeRangeChanged,
    sort: naturalAscending,
    ...(hidden ? outOfSight : {}),
    ...ofEach[choice],
  });
}

function customVariable(variable: CustomDefinition) {
  const { name, label, description, options, multi, hidden = false } = variable;
  const text = options.find(({ value }) => value === variable.default)?.text ?? variable.default;
  const common = { name, label, description, query: optionsText(variable), ...(hidden ? outOfSight : {}) };
  if (!multi) {
    return new ListedVariable({ ...common, isMulti: false, value: variable.default, text });
  }
  const start = variable.default === allValue ? all : { value: [variable.default], text: [text] };
  return new ListedVariable({ ...common, ...severalOrAll, ...start });
}
