import type { LabelPair, Labels } from '../../labels/label-set.ts';
import { parseKeepingDigits } from '../../line-formats/json.ts';
import type { LogEntry } from '../../logs/log-entry.ts';
import type { LogStore } from '../../logs/log-store.ts';
import { LogFormatError } from './log-format-error.ts';
import type { JsonObject } from './otlp-values.ts';
import { isObject, labelName, objects, textOf, valueText } from './otlp-values.ts';

/** Resource attributes that Loki makes stream labels by default (`limits_config.otlp_config`). */
const INDEXED: ReadonlySet<string> = new Set([
  'service.name',
  'service.namespace',
  'service.instance.id',
  'deployment.environment',
  'deployment.environment.name',
  'cloud.region',
  'cloud.availability_zone',
  'k8s.cluster.name',
  'k8s.namespace.name',
  'k8s.pod.name',
  'k8s.container.name',
  'container.name',
  'k8s.replicaset.name',
  'k8s.deployment.name',
  'k8s.statefulset.name',
  'k8s.daemonset.name',
  'k8s.cronjob.name',
  'k8s.job.name',
]);

/**
 * Adds OTLP/JSON export requests, one a line, as Loki's `/otlp/v1/logs` takes them: the resource becomes labels, all else
 * structured metadata with dots as underscores, the body is the line, and a record without a time has its observed one.
 * Throws LogFormatError with the number of the line that is wrong.
 */
export function addOtlpLogs(store: LogStore, text: string): void {
  text.split('\n').forEach((line, index) => {
    if (line.trim() === '') {
      return;
    }
    try {
      addRequest(store, parseKeepingDigits(line));
    } catch (error) {
      throw new LogFormatError(index + 1, line, error instanceof Error ? error.message : String(error));
    }
  });
}

function addRequest(store: LogStore, request: unknown): void {
  if (!isObject(request) || !Array.isArray(request['resourceLogs'])) {
    throw new Error('expected an OTLP export request with "resourceLogs"');
  }
  for (const resourceLogs of objects(request, 'resourceLogs')) {
    const { labels, metadata } = readResource(resourceLogs['resource']);
    for (const scopeLogs of objects(resourceLogs, 'scopeLogs')) {
      const shared = [...metadata, ...readScope(scopeLogs['scope'])];
      store.append(
        labels,
        objects(scopeLogs, 'logRecords').map((record) => readRecord(record, shared))
      );
    }
  }
}

function readResource(resource: unknown): { readonly labels: Labels; readonly metadata: readonly LabelPair[] } {
  const attributes = isObject(resource) ? objects(resource, 'attributes') : [];
  const labels: Record<string, string> = {};
  const metadata: LabelPair[] = [];
  for (const attribute of attributes) {
    const pairs = attributePairs(attribute);
    if (INDEXED.has(textOf(attribute['key']) ?? '')) {
      Object.assign(labels, Object.fromEntries(pairs));
    } else {
      metadata.push(...pairs);
    }
  }
  return { labels: { service_name: 'unknown_service', ...labels }, metadata };
}

function readScope(scope: unknown): LabelPair[] {
  if (!isObject(scope)) {
    return [];
  }
  return [
    ...objects(scope, 'attributes').flatMap((attribute) => attributePairs(attribute)),
    ...fields(scope, [
      ['scope_name', 'name'],
      ['scope_version', 'version'],
    ]),
  ];
}

function readRecord(record: JsonObject, shared: readonly LabelPair[]): LogEntry {
  const [time, observed] = [nanoseconds(record['timeUnixNano']), nanoseconds(record['observedTimeUnixNano'])];
  const timestampNs = time ?? observed;
  if (timestampNs === undefined) {
    throw new Error('a record has neither "timeUnixNano" nor "observedTimeUnixNano"');
  }
  const metadata = new Map<string, string>();
  const own = [
    ...objects(record, 'attributes').flatMap((attribute) => attributePairs(attribute)),
    ...(time !== undefined && observed !== undefined ? [['observed_timestamp', String(observed)] as const] : []),
    ...fields(record, [
      ['severity_number', 'severityNumber'],
      ['severity_text', 'severityText'],
      ['flags', 'flags'],
      ['trace_id', 'traceId'],
      ['span_id', 'spanId'],
      ['event_name', 'eventName'],
    ]),
  ];
  for (const [name, value] of [...own, ...shared]) {
    metadata.set(name, value);
  }
  return { timestampNs, line: valueText(record['body']), structuredMetadata: [...metadata] };
}

/** Fields that are set, under the names that Loki gives them. */
function fields(holder: JsonObject, names: readonly LabelPair[]): LabelPair[] {
  return names.flatMap(([name, field]): LabelPair[] => {
    const text = textOf(holder[field]);
    return text === undefined || text === '' || text === '0' ? [] : [[name, text]];
  });
}

/** One pair, or, for a value that is a map, one for each entry below it. */
function attributePairs(attribute: JsonObject, prefix = ''): LabelPair[] {
  const name = labelName(prefix + (textOf(attribute['key']) ?? ''));
  const value = attribute['value'];
  const map = isObject(value) ? value['kvlistValue'] : undefined;
  return isObject(map)
    ? objects(map, 'values').flatMap((entry) => attributePairs(entry, `${name}_`))
    : [[name, valueText(value)]];
}

/** Unix nanoseconds; absent and 0 are no time. */
function nanoseconds(value: unknown): bigint | undefined {
  const text = textOf(value);
  if (text === undefined || text === '0' || text === '') {
    return undefined;
  }
  if (!/^\d+$/.test(text)) {
    throw new Error(`${JSON.stringify(text)} is not a number of nanoseconds`);
  }
  return BigInt(text);
}
