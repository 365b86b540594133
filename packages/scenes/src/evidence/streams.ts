import type { logql } from '@dynamo-observability/query';
import type { DataSourceApi, TimeRange } from '@grafana/data';

/** The operator's label of every Dynamo pod, as collectors on Kubernetes name it. */
const componentType = 'nvidia_com_dynamo_component_type';
const service = 'service_name';

const nonEmpty = (label: string): logql.StreamMatcher => ({ label, op: '=~', value: { text: '.+' } });

/**
 * Which streams of a Loki are Dynamo's, by the labels that it has: those of pods that the operator made, else services whose name has
 * "dynamo" in it, else every service (tempo-loki-facts.md 5, 6).
 * @param range labels of other times are not looked at.
 * @throws Error where Loki has no label that could tell.
 */
export async function dynamoStreams(loki: DataSourceApi, range: TimeRange): Promise<readonly logql.StreamMatcher[]> {
  const names = new Set(await labels(loki, range, { type: 0 }));
  if (names.has(componentType)) {
    return [nonEmpty(componentType)];
  }
  if (names.has(service)) {
    const services = await labels(loki, range, { type: 1, label: service, stream: '' });
    return services.some((name) => name.includes('dynamo'))
      ? [{ label: service, op: '=~', value: { text: '.*dynamo.*' } }]
      : [nonEmpty(service)];
  }
  throw new Error(
    `No stream in ${loki.name} has the label ${componentType} or ${service}; nothing tells Dynamo's lines from others`
  );
}

interface LabelQuery {
  /** 0 asks for names, 1 for the values of a label; as Grafana's Loki data source keeps the query of a variable. */
  readonly type: 0 | 1;
  readonly label?: string;
  readonly stream?: string;
}

async function labels(loki: DataSourceApi, range: TimeRange, query: LabelQuery): Promise<string[]> {
  const found = await loki.metricFindQuery?.({ refId: 'LokiVariableQueryEditor-VariableQuery', ...query }, { range });
  return (found ?? []).map(({ text }) => text);
}
