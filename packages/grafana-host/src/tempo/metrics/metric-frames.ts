import { createDataFrame, DataFrameType, DataTopic, FieldType, type DataFrame, type DataLink } from '@grafana/data';

import { fieldOf, listIn, textIn } from '../../api/read.ts';
import { readLabels, type NamedLabels } from './series-labels.ts';

export interface MetricQuery {
  readonly refId: string;
  readonly query: string;
  /** What an exemplar leads to. */
  readonly traceLink: DataLink;
}

/** A metric over time: one frame a series, then one a series with exemplars, as Grafana's Tempo data source returns them. */
export function rangeFrames(answer: unknown, query: MetricQuery): DataFrame[] {
  const series = listIn(answer, 'series').map((each) => ({ series: each, named: readLabels(each) }));
  return [
    ...series.map(({ series: each, named }) => rangeFrame(each, named, query)),
    ...series
      .filter(({ series: each }) => listIn(each, 'exemplars').length > 0)
      .map(({ series: each, named }) => exemplarFrame(each, named, query)),
  ];
}

/** The values of the whole range: one frame a series with one row, dated now. */
export function instantFrames(answer: unknown, { refId }: MetricQuery, nowMs: number): DataFrame[] {
  return listIn(answer, 'series').map((series) => {
    const { name, labels } = readLabels(series);
    return createDataFrame({
      ...naming(name, refId),
      fields: [
        { name: 'time', type: FieldType.time, values: [nowMs] },
        {
          name: 'value',
          type: FieldType.number,
          labels: { ...labels },
          config: displayName(name),
          values: [numberIn(series, 'value')],
        },
      ],
      meta: { preferredVisualisationType: 'table' },
    });
  });
}

function rangeFrame(series: unknown, { name, labels }: NamedLabels, { refId, query }: MetricQuery): DataFrame {
  const samples = listIn(series, 'samples');
  return createDataFrame({
    ...naming(name, refId),
    fields: [
      { name: 'time', type: FieldType.time, values: samples.map((sample) => numberIn(sample, 'timestampMs')) },
      {
        name,
        type: FieldType.number,
        labels: { ...labels },
        config: displayName(name),
        values: samples.map((sample) => numberIn(sample, 'value')),
      },
    ],
    meta: {
      preferredVisualisationType: 'graph',
      type: DataFrameType.TimeSeriesMulti,
      ...(/\|\s*histogram_over_time\s*\(/.test(query) ? { preferredVisualisationPluginId: 'heatmap' } : {}),
    },
  });
}

function exemplarFrame(series: unknown, { name, labels }: NamedLabels, { refId, traceLink }: MetricQuery): DataFrame {
  const exemplars = listIn(series, 'exemplars').filter(
    (each) => numberIn(each, 'value') !== 0 && numberIn(each, 'timestampMs') > 0
  );
  const traceIds = exemplars.map((each) => (readLabels(each).labels['trace:id'] ?? '').replaceAll('"', ''));
  return createDataFrame({
    ...naming(name, refId),
    name: 'exemplar',
    fields: [
      { name: 'Time', type: FieldType.time, values: exemplars.map((each) => numberIn(each, 'timestampMs')) },
      { name: 'Value', type: FieldType.number, values: exemplars.map((each) => numberIn(each, 'value')) },
      {
        name: 'traceId',
        type: FieldType.string,
        config: { displayName: 'Trace ID', links: [traceLink] },
        values: traceIds,
      },
      ...Object.entries(labels).map(([label, value]) => ({
        name: label,
        type: FieldType.string,
        values: exemplars.map(() => value),
      })),
    ],
    meta: { dataTopic: DataTopic.Annotations },
  });
}

/** Grafana puts the name of the series where others put the letter of the query. */
const naming = (name: string, refId: string): { refId: string; name?: string } =>
  name === '' ? { refId } : { refId: name, name };

const displayName = (name: string): { displayName?: string } => (name === '' ? {} : { displayName: name });

/** Protobuf leaves zeros out, and writes large whole numbers as texts. */
const numberIn = (value: unknown, name: string): number => {
  const found = fieldOf(value, name);
  return typeof found === 'number' ? found : Number(textIn(value, name));
};
