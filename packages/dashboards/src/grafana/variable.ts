import type { CustomVariable, LogsVariableQuery, QueryVariable } from '../model.ts';

/** What All stands for in a regex matcher. It also admits series that lack the label. */
export const everything = '.*';

/** The value of a variable that is set to All. */
export const allValue = '$__all';

/** Query variables are sorted naturally, so that worker 10 comes after worker 9: Grafana's number for it. */
export const naturalAscending = 7;

/** A variable query written as text, as Grafana's Prometheus data source keeps it. */
const metricsVariableQuery = (query: string) =>
  ({ qryType: 5, query, refId: 'PrometheusVariableQueryEditor-VariableQuery' }) as const;

/** As Grafana's Loki data source keeps it: 0 asks for the names of labels, 1 for the values of one. */
function logsVariableQuery(query: LogsVariableQuery) {
  const refId = 'LokiVariableQueryEditor-VariableQuery';
  return query === 'label names'
    ? ({ type: 0, refId } as const)
    : ({ type: 1, refId, label: query.label, stream: query.streams } as const);
}

/** The query of a variable as its data source keeps it. */
export const variableQuery = (variable: QueryVariable) =>
  variable.source === 'prometheus' ? metricsVariableQuery(variable.query) : logsVariableQuery(variable.query);

/** The query of a variable as people read it, in Grafana's list of variables. */
export function variableDefinition({ query }: QueryVariable): string {
  if (typeof query === 'object') {
    return `label_values(${query.streams}, ${query.label})`;
  }
  return query === 'label names' ? 'label_names()' : query;
}

/** A comma separates options, so one inside a text or value is escaped. */
const option = (text: string): string => text.replaceAll(',', '\\,');

/** The options of a custom variable in Grafana's one-line form. */
export const optionsText = ({ options }: CustomVariable): string =>
  options.map(({ text, value }) => (text === value ? option(value) : `${option(text)} : ${option(value)}`)).join(', ');
