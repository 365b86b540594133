import type { CustomVariable } from '../model.ts';

/** What All stands for in a regex matcher. It also admits series that lack the label. */
export const everything = '.*';

/** The value of a variable that is set to All. */
export const allValue = '$__all';

/** Query variables are sorted naturally, so that worker 10 comes after worker 9: Grafana's number for it. */
export const naturalAscending = 7;

/** A variable query written as text, as Grafana's Prometheus data source keeps it. */
export const variableQuery = (query: string) =>
  ({ qryType: 5, query, refId: 'PrometheusVariableQueryEditor-VariableQuery' }) as const;

/** A comma separates options, so one inside a text or value is escaped. */
const option = (text: string): string => text.replaceAll(',', '\\,');

/** The options of a custom variable in Grafana's one-line form. */
export const optionsText = ({ options }: CustomVariable): string =>
  options.map(({ text, value }) => `${option(text)} : ${option(value)}`).join(', ');
