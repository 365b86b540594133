import { describe, expect, it } from 'vitest';

import { LogStore } from '../../logs/log-store.ts';
import { capturedLogStore } from './captured-run.ts';
import { addOtlpLogs } from './otlp-logs.ts';
import { addProcessLog } from './process-lines.ts';

interface Line {
  readonly labels: string;
  readonly time: bigint;
  readonly line: string;
  readonly metadata: Readonly<Record<string, string>>;
}

function linesOf(store: LogStore): Line[] {
  return store.select([]).flatMap((stream) =>
    stream.entries().map(({ timestampNs, line, structuredMetadata }) => ({
      labels: stream.labels.toString(),
      time: timestampNs,
      line,
      metadata: Object.fromEntries(structuredMetadata),
    }))
  );
}

function processLines(text: string): Line[] {
  const store = new LogStore();
  addProcessLog(store, { text, labels: { pod: 'p' }, structuredMetadata: [['pod', 'a-0']] });
  return linesOf(store);
}

describe('the lines of a process', () => {
  const json = '{"time":"2026-11-22T13:40:36.380849Z","level":"WARN","message":"m","worker_id":10614710847650224950}';

  it('keep their text, and have its time and its level in lower case', () => {
    expect(processLines(`${json}\n`)).toEqual([
      {
        labels: '{level="warn", pod="p"}',
        time: 1_795_354_836_380_849_000n,
        line: json,
        metadata: { pod: 'a-0', detected_level: 'warn' },
      },
    ]);
  });

  it('that are no JSON have the time of the line before, or of the first with one, and no level', () => {
    const later = json.replace('36.380849Z', '37Z');
    const lines = processLines(`first\r\n\n${json}\n  second\n${later}`);
    expect(lines.map(({ line, time }) => [line, time % 10_000_000_000n])).toEqual([
      [json, 6_380_849_000n],
      [later, 7_000_000_000n],
      ['first', 6_380_849_000n],
      ['  second', 6_380_849_000n],
    ]);
    expect(lines[2]?.labels).toBe('{pod="p"}');
  });

  it('cannot be read where none has a time', () => {
    expect(() => processLines('plain\n{"time":"yesterday"}')).toThrow(
      'line 1: none of the lines is a JSON object with a "time" like 2026-01-31T12:00:00.5Z: "plain"'
    );
  });

  it('of nothing are none', () => {
    expect(processLines('\n')).toEqual([]);
  });
});

describe('OTLP export requests', () => {
  const request = (record: object, resource: object = { attributes: [attribute('service.name', 'dynamo-frontend')] }) =>
    JSON.stringify({
      resourceLogs: [{ resource, scopeLogs: [{ scope: { name: 'dynamo_llm::http' }, logRecords: [record] }] }],
    });
  const attribute = (key: string, stringValue: string) => ({ key, value: { stringValue } });
  const read = (text: string): Line[] => {
    const store = new LogStore();
    addOtlpLogs(store, text);
    return linesOf(store);
  };

  it('become lines of the message, with service_name as the only label and all else as structured metadata', () => {
    const text = request({
      severityNumber: 17,
      severityText: 'ERROR',
      body: { stringValue: 'request completed' },
      attributes: [attribute('error.type', 'internal'), { key: 'elapsed_ms', value: { intValue: '12' } }],
      flags: 1,
      traceId: '0ffc1f8d',
      spanId: '7b21',
      observedTimeUnixNano: '1795354837082041205',
      eventName: 'event metrics.rs:1',
    });
    expect(read(text)).toEqual([
      {
        labels: '{service_name="dynamo-frontend"}',
        time: 1_795_354_837_082_041_205n,
        line: 'request completed',
        metadata: {
          error_type: 'internal',
          elapsed_ms: '12',
          severity_number: '17',
          severity_text: 'ERROR',
          flags: '1',
          trace_id: '0ffc1f8d',
          span_id: '7b21',
          event_name: 'event metrics.rs:1',
          scope_name: 'dynamo_llm::http',
          detected_level: 'error',
        },
      },
    ]);
  });

  it('keep every digit, and prefer the time of the event', () => {
    const text = request({ attributes: [] }).replace(
      '"attributes":[]}]',
      '"timeUnixNano":1795354837082041205,"observedTimeUnixNano":1795354837082041206,' +
        '"attributes":[{"key":"worker_id","value":{"intValue":10614710847650224950}}]}]'
    );
    expect(read(text)).toMatchObject([
      {
        time: 1_795_354_837_082_041_205n,
        metadata: { worker_id: '10614710847650224950', observed_timestamp: '1795354837082041206' },
      },
    ]);
  });

  it('make labels of what Kubernetes says about the resource, and metadata of the rest', () => {
    const resource = { attributes: [attribute('k8s.pod.name', 'a-0'), attribute('host.arch', 'arm64')] };
    expect(read(request({ observedTimeUnixNano: '5', body: { stringValue: 'x' } }, resource))).toMatchObject([
      { labels: '{k8s_pod_name="a-0", service_name="unknown_service"}', metadata: { host_arch: 'arm64' } },
    ]);
  });

  it('write lists and maps as Loki does', () => {
    const list = { arrayValue: { values: [{ stringValue: 'a' }, { intValue: '2' }] } };
    const map = { kvlistValue: { values: [attribute('x.y', 'z')] } };
    const attributes = [
      { key: 'list', value: list },
      { key: 'map', value: map },
    ];
    expect(read(request({ observedTimeUnixNano: '5', body: map, attributes }))).toMatchObject([
      { line: '{"x.y":"z"}', metadata: { list: '["a","2"]', map_x_y: 'z' } },
    ]);
  });

  it('name the line that is wrong', () => {
    expect(() => read('{"resourceLogs":[]}\n{"spans":[]}')).toThrow(
      'line 2: expected an OTLP export request with "resourceLogs"'
    );
    expect(() => read('{')).toThrow('line 1: ');
    expect(() => read(request({ body: { stringValue: 'x' } }))).toThrow(
      'neither "timeUnixNano" nor "observedTimeUnixNano"'
    );
    expect(() => read(request({ observedTimeUnixNano: 'x' }))).toThrow('"x" is not a number of nanoseconds');
    expect(() => read(request({ observedTimeUnixNano: '5', attributes: {} }))).toThrow(
      '"attributes" must be a list of objects'
    );
  });
});

describe('a captured run', () => {
  it('has processes as pods of a deployment, with the role that their name says', () => {
    const line = '{"time":"2026-11-22T13:40:36Z","level":"INFO"}';
    const store = capturedLogStore({ processes: { frontend: line, 'chat-1': line, 'code-prefill-0': line } });
    const chat = {
      labels:
        '{app_kubernetes_io_name="demo-chat", container="main", job="dynamo/main", level="info", namespace="dynamo", ' +
        'nvidia_com_dynamo_component_type="worker", nvidia_com_dynamo_graph_deployment_name="demo", service_name="demo-chat"}',
      metadata: { pod: 'chat-1' },
    };
    expect(linesOf(store)).toMatchObject([
      chat,
      { metadata: { pod: 'code-prefill-0' } },
      { metadata: { pod: 'frontend' } },
    ]);
    expect(store.select([]).map(({ labels }) => labels.get('nvidia_com_dynamo_component_type'))).toEqual([
      'worker',
      'prefill',
      'frontend',
    ]);
    expect(store.timeRange()).toEqual({ startNs: 1_795_354_836_000_000_000n, endNs: 1_795_354_836_000_000_000n });
  });
});
