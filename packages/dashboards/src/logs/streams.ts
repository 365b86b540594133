import { type logql, template } from '@dynamo-observability/query';
import { spelling, type Concept, type Place } from '@dynamo-observability/signals';

/** The stream label of a concept in logs that came one of the two ways. @throws Error where that way has none. */
function streamLabel(concept: Concept, place: Place): string {
  const found = spelling(concept, place);
  if (found?.holder !== 'stream-label') {
    throw new Error(`Logs of ${place} have no stream label for ${concept}; say it in the correlation table`);
  }
  return found.keys[0];
}

/** How the log streams of Dynamo are told from others in one installation. */
export interface LogStreams {
  /** The label that names the component where a collector reads the logs of pods. Only pods of the operator have it. */
  readonly podLabel: string;
  /** The label that names the service where processes send their logs over OTLP. Everything in Loki has it. */
  readonly serviceLabel: string;
  /** Which services are Dynamo's: a regular expression (RE2) for the whole name. */
  readonly services: string;
  /** Of pods: the graph deployment, and the Kubernetes namespace. */
  readonly deploymentLabel: string;
  readonly namespaceLabel: string;
}

/** As Dynamo's own Alloy values and its compose file have it (dynamo-facts.md d.5). */
export const defaultLogStreams: LogStreams = {
  podLabel: streamLabel('role', 'logs-json'),
  serviceLabel: streamLabel('role', 'logs-otlp'),
  services: '.*dynamo.*',
  deploymentLabel: streamLabel('deployment', 'logs-json'),
  namespaceLabel: streamLabel('kubernetesNamespace', 'logs-json'),
};

const any = { text: '.+' } as const;

const whole = (pattern: string) => new RegExp(`^(?:${pattern})$`);

/**
 * The same choice as the variables of a page make, for code that asks Loki itself: the streams of pods that the operator made, else
 * those of services whose name says that they are Dynamo's, else of every service. Undefined where no label tells.
 * @param labels names of labels that this Loki has.
 * @param services values of the label that names services.
 */
export function streamsFound(
  labels: readonly string[],
  services: readonly string[],
  streams: LogStreams = defaultLogStreams
): readonly logql.StreamMatcher[] | undefined {
  const { podLabel, serviceLabel } = streams;
  if (labels.includes(podLabel)) {
    return [{ label: podLabel, op: '=~', value: any }];
  }
  if (!labels.includes(serviceLabel)) {
    return undefined;
  }
  const isDynamo = whole(streams.services);
  const value = services.some((name) => isDynamo.test(name)) ? { text: streams.services } : any;
  return [{ label: serviceLabel, op: '=~', value }];
}

/** Names of the variables that find and narrow the streams. */
export const logVariable = {
  label: 'log_label',
  kinds: 'log_kinds',
  services: 'log_services',
  component: 'component',
  graph: 'graph',
} as const;

const variable = (name: keyof typeof logVariable) => `$${logVariable[name]}`;

/** The label that names the component of a stream, as the page has found it. */
export const componentLabel = { template: variable('label') } as const;

/**
 * Every stream of Dynamo, of one way into Loki only: where both ways feed it, each line is there twice. The label is found by
 * what Loki has: that of the operator's pods, else the name of the service. The first matcher keeps Loki from refusing the query
 * where neither has a value.
 */
export const dynamoStreams: readonly logql.StreamMatcher[] = [
  { label: componentLabel, op: '=~', value: any },
  { label: componentLabel, op: '=~', value: template(`"${variable('kinds')}|${variable('services')}"`) },
];

/** The streams that the reader has chosen. A stream without a namespace is not in Kubernetes, and stays. */
export const chosenStreams = (streams: LogStreams = defaultLogStreams): readonly logql.StreamMatcher[] => [
  { label: componentLabel, op: '=~', value: any },
  { label: componentLabel, op: '=~', value: template(`"${variable('component')}"`) },
  { label: streams.namespaceLabel, op: '=~', value: template('"$namespace|"') },
  { label: streams.deploymentLabel, op: '=~', value: template(`"${variable('graph')}"`) },
];
