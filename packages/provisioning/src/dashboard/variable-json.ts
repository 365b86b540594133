import type { CustomVariable, DataSourceVariable, QueryVariable, Variable } from '@dynamo-observability/dashboards';

import { metricsSource } from './data-source.ts';
import type { ExportedVariable } from './exported.ts';

/** What All stands for in a regex matcher. It also admits series that lack the label. */
const everything = '.*';
const all = { selected: true, text: ['All'], value: ['$__all'] };

/** Natural order, so that worker 10 comes after worker 9. */
const naturalAscending = 7;
/** Grafana's name for a variable query written as text. */
const classicQuery = 5;

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
    query: { qryType: classicQuery, query, refId: 'PrometheusVariableQueryEditor-VariableQuery' },
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

/** A comma separates options, so one inside a text or value is escaped. */
const option = (text: string) => text.replaceAll(',', '\\,');

function customVariable(variable: CustomVariable): ExportedVariable {
  const { name, label, description, options, multi } = variable;
  const chosen = options.find((o) => o.value === variable.default);
  const one = { selected: true, text: chosen?.text ?? variable.default, value: variable.default };
  const several = variable.default === '$__all' ? all : { selected: true, text: [one.text], value: [one.value] };
  return {
    type: 'custom',
    name,
    label,
    description,
    query: options.map(({ text, value }) => `${option(text)} : ${option(value)}`).join(', '),
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
