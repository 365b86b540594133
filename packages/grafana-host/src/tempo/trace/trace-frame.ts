import { createDataFrame, FieldType, type DataFrame } from '@grafana/data';

import { exactly, fractionalMs } from '../../api/nanoseconds.ts';
import { fieldOf, listIn, textIn } from '../../api/read.ts';
import { attributesIn, type Attribute } from '../attribute.ts';
import { hexId, shortTraceId } from './identifier.ts';

const columns = {
  traceID: FieldType.string,
  spanID: FieldType.string,
  parentSpanID: FieldType.string,
  operationName: FieldType.string,
  serviceName: FieldType.string,
  kind: FieldType.string,
  statusCode: FieldType.number,
  statusMessage: FieldType.string,
  instrumentationLibraryName: FieldType.string,
  instrumentationLibraryVersion: FieldType.string,
  traceState: FieldType.string,
  serviceTags: FieldType.other,
  startTime: FieldType.number,
  duration: FieldType.number,
  logs: FieldType.other,
  references: FieldType.other,
  tags: FieldType.other,
} as const;

type Row = Readonly<Record<keyof typeof columns, unknown>>;

/** The spans of a trace, in OTLP JSON, as the frame that Grafana's Tempo data source makes of them; undefined where there are none. */
export function traceFrame(resourceSpans: readonly unknown[], refId: string, answer: unknown): DataFrame | undefined {
  if (resourceSpans.length === 0) {
    return undefined;
  }
  const rows = resourceSpans.flatMap(rowsOfResource);
  return createDataFrame({
    name: 'Trace',
    refId,
    fields: Object.entries(columns).map(([name, type]) => ({
      name,
      type,
      values: rows.map((row) => row[name as keyof typeof columns]),
    })),
    meta: {
      preferredVisualisationType: 'trace',
      custom: { partial: fieldOf(answer, 'status') === 'PARTIAL', message: textIn(answer, 'message') },
    },
  });
}

function rowsOfResource(resourceSpans: unknown): Row[] {
  const serviceTags = attributesIn(fieldOf(resourceSpans, 'resource'));
  // Grafana leaves out what comes from nowhere.
  if (serviceTags.length === 0) {
    return [];
  }
  return listIn(resourceSpans, 'scopeSpans').flatMap((scopeSpans) =>
    listIn(scopeSpans, 'spans').map((span) => rowOf(span, fieldOf(scopeSpans, 'scope'), serviceTags))
  );
}

function rowOf(span: unknown, scope: unknown, serviceTags: readonly Attribute[]): Row {
  const service = serviceTags.findLast(({ key }) => key === 'service.name');
  const [start, end] = [textIn(span, 'startTimeUnixNano'), textIn(span, 'endTimeUnixNano')];
  return {
    traceID: shortTraceId(hexId(textIn(span, 'traceId'))),
    spanID: hexId(textIn(span, 'spanId')),
    parentSpanID: hexId(textIn(span, 'parentSpanId')),
    operationName: textIn(span, 'name'),
    serviceName: service === undefined ? 'OTLPResourceNoServiceName' : String(service.value),
    kind: kindOf(fieldOf(span, 'kind')),
    statusCode: statusCode(fieldOf(fieldOf(span, 'status'), 'code')),
    statusMessage: textIn(fieldOf(span, 'status'), 'message'),
    instrumentationLibraryName: textIn(scope, 'name'),
    instrumentationLibraryVersion: textIn(scope, 'version'),
    traceState: textIn(span, 'traceState'),
    serviceTags,
    startTime: fractionalMs(start),
    duration: Number(exactly(end) - exactly(start)) / 1_000_000,
    logs: nullIfEmpty(listIn(span, 'events').map(logOf)),
    references: nullIfEmpty(listIn(span, 'links').map(referenceOf)),
    tags: [...attributesIn(span), ...attributesIn(scope)],
  };
}

const logOf = (event: unknown): object => ({
  timestamp: fractionalMs(textIn(event, 'timeUnixNano')),
  fields: attributesIn(event),
  ...(textIn(event, 'name') === '' ? {} : { name: textIn(event, 'name') }),
});

const referenceOf = (link: unknown): object => ({
  traceID: hexId(textIn(link, 'traceId')).replace(/^0+/, ''),
  spanID: hexId(textIn(link, 'spanId')),
  tags: attributesIn(link),
});

const nullIfEmpty = (list: readonly object[]): readonly object[] | null => (list.length === 0 ? null : list);

/** Protobuf's JSON has the names of enums, OTLP files have the numbers. */
const kinds = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'];

function kindOf(kind: unknown): string {
  const name = typeof kind === 'string' ? kind.replace(/^SPAN_KIND_/, '').toLowerCase() : kinds[Number(kind)];
  return name === undefined || name === 'unspecified' || !kinds.includes(name) ? '' : name;
}

const statusNames = ['STATUS_CODE_UNSET', 'STATUS_CODE_OK', 'STATUS_CODE_ERROR'];

const statusCode = (code: unknown): number =>
  typeof code === 'number' ? code : Math.max(0, statusNames.indexOf(String(code)));
