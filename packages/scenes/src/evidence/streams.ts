import { defaultLogStreams, streamsFound } from '@dynamo-observability/dashboards';
import type { logql } from '@dynamo-observability/query';
import type { DataSourceApi, TimeRange } from '@grafana/data';

/**
 * Which streams of a Loki are Dynamo's, by the labels that it has.
 * @param range labels of other times are not looked at.
 * @throws Error where Loki has no label that could tell.
 */
export async function dynamoStreams(loki: DataSourceApi, range: TimeRange): Promise<readonly logql.StreamMatcher[]> {
  const { podLabel, serviceLabel } = defaultLogStreams;
  const names = await labels(loki, range, { type: 0 });
  const needsServices = names.includes(serviceLabel) && !names.includes(podLabel);
  const services = needsServices ? await labels(loki, range, { type: 1, label: serviceLabel, stream: '' }) : [];
  const found = streamsFound(names, services);
  if (found === undefined) {
    throw new Error(
      `No stream in ${loki.name} has the label ${podLabel} or ${serviceLabel}; nothing tells Dynamo's lines from others`
    );
  }
  return found;
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
