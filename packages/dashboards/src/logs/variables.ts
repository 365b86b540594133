import { logql } from '@dynamo-observability/query';

import type { CustomVariable, DataSourceVariable, LogsVariable, TextVariable, Variable } from '../model.ts';
import { componentLabel, dynamoStreams, logVariable, type LogStreams } from './streams.ts';

export const logsSource: DataSourceVariable = {
  type: 'datasource',
  name: 'loki_datasource',
  label: 'Logs',
  plugin: 'loki',
};

type FromLoki = Omit<LogsVariable, 'type' | 'source' | 'regex'> & { readonly regex?: string };
const fromLoki = (variable: FromLoki): LogsVariable => ({ type: 'query', source: 'loki', regex: '', ...variable });

const printed = (streams: readonly logql.StreamMatcher[]) => logql.print(logql.logs(streams).node);

/** Finds out which way Dynamo's logs come into this Loki, and which streams those are (`streams.ts`). */
export const streamDetection = ({ podLabel, serviceLabel, services }: LogStreams): readonly LogsVariable[] => [
  fromLoki({
    name: logVariable.label,
    label: 'Streams by',
    description:
      `Which label names the component of a log stream. Chosen by what this Loki has: ${podLabel} where a collector reads the logs of ` +
      `pods, else ${serviceLabel}, which logs sent over OTLP have. Where both are there each line may be there twice, so one is chosen.`,
    query: 'label names',
    // The first of them is chosen, by its last two words, which are shown: component_type comes before service_name.
    regex: `/^(?<value>(?=(?:${podLabel}|${serviceLabel})$).*?(?<text>[^_]+_[^_]+))$/`,
    choice: 'one',
  }),
  fromLoki({
    name: logVariable.kinds,
    label: 'Kinds of component',
    description: 'Components of pods that the operator made.',
    query: { label: podLabel, streams: printed([{ label: podLabel, op: '=~', value: { text: '.+' } }]) },
    choice: 'listed',
    hidden: true,
  }),
  fromLoki({
    name: logVariable.services,
    label: 'Services',
    description: "Services whose name says that they are Dynamo's.",
    query: { label: serviceLabel, streams: printed([{ label: serviceLabel, op: '=~', value: { text: services } }]) },
    choice: 'listed',
    hidden: true,
  }),
];

const choices = ({ deploymentLabel }: LogStreams): readonly LogsVariable[] => [
  fromLoki({
    name: logVariable.component,
    label: 'Component',
    description: 'Frontend, workers and the rest, as their log streams are called.',
    query: { label: componentLabel.template, streams: printed(dynamoStreams) },
    choice: 'listed',
  }),
  fromLoki({
    name: logVariable.graph,
    label: 'Graph',
    description: 'Graph deployment of the operator. Only the logs of pods say it; figures from metrics do not follow.',
    query: { label: deploymentLabel, streams: printed(dynamoStreams) },
    choice: 'several',
  }),
];

/** `critical` also stands for `fatal`, which Loki finds in lines of other programs. */
const level: CustomVariable = {
  type: 'custom',
  name: 'level',
  label: 'Level',
  description: 'As Loki finds it in each line. Lines that are not JSON are often unknown.',
  options: ['critical|fatal', 'error', 'warn|warning', 'info', 'debug', 'trace', 'unknown'].map((value) => ({
    text: value.replace(/\|.*/, ''),
    value,
  })),
  default: '$__all',
  multi: true,
};

const slow: CustomVariable = {
  type: 'custom',
  name: 'slow',
  label: 'Slow from',
  description: 'From which duration on a request counts as slow.',
  options: [1, 2, 5, 10, 30, 60].map((seconds) => ({ text: `${seconds} s`, value: String(seconds * 1000) })),
  default: '5000',
  multi: false,
};

const typed = (name: string, label: string, description: string): TextVariable => ({
  type: 'text',
  name,
  label,
  description,
  default: '',
});

const text = typed(
  'text',
  'Text',
  'Only lines that hold this text, in small letters or capitals. Taken as it is typed.'
);
const request = typed(
  'request',
  'Request or trace',
  'By id. Narrows the lists of requests and of lines. A part of an id is enough; the x-request-id of a client is looked for too.'
);

/**
 * The variables of the page, from the widest to the narrowest.
 * @param ofMetrics those that its figures from metrics use, the data source first; the logs follow namespace and model too.
 */
export function logsVariables(ofMetrics: readonly Variable[], streams: LogStreams): readonly Variable[] {
  const [metricsSource, ...metrics] = ofMetrics;
  return [
    ...(metricsSource === undefined ? [] : [metricsSource]),
    logsSource,
    ...metrics,
    ...streamDetection(streams),
    ...choices(streams),
    level,
    slow,
    text,
    request,
  ];
}
