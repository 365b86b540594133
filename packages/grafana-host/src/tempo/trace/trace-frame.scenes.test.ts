import { describe, expect, it } from 'vitest';

import { traceFrame } from './trace-frame.ts';

const ID = '00000000000000000000000000000001';
const attribute = (key: string, stringValue: string): unknown => ({ key, value: { stringValue } });
const resourceSpans = [
  {
    resource: { attributes: [attribute('service.name', 'dynamo-frontend')] },
    scopeSpans: [
      {
        scope: { name: 'lib', version: '1' },
        spans: [
          {
            traceId: 'AAAAAAAAAAAAAAAAAAAAAQ==',
            spanId: 'AAAAAAAAAAE=',
            name: 'http-request',
            kind: 'SPAN_KIND_SERVER',
            startTimeUnixNano: '2000000000',
            endTimeUnixNano: '2500000000',
            attributes: [attribute('model', 'm')],
            events: [{ timeUnixNano: '2100000000', name: 'first token', attributes: [attribute('level', 'INFO')] }],
            status: { code: 'STATUS_CODE_ERROR', message: 'late' },
          },
          {
            traceId: ID,
            spanId: '0000000000000002',
            parentSpanId: '0000000000000001',
            name: 'route',
            kind: 3,
            startTimeUnixNano: '2000000000',
            endTimeUnixNano: '2000000001',
            links: [{ traceId: ID, spanId: '0000000000000009' }],
          },
        ],
      },
    ],
  },
  { resource: {}, scopeSpans: [{ spans: [{ name: 'from nowhere' }] }] },
];

describe('the frame of a trace', () => {
  it('holds a row a span, as Grafana knows it', () => {
    const frame = traceFrame(resourceSpans, 'A', { status: 'PARTIAL', message: 'too large' });
    expect(frame).toMatchObject({
      name: 'Trace',
      refId: 'A',
      length: 2,
      meta: { preferredVisualisationType: 'trace', custom: { partial: true, message: 'too large' } },
    });
    expect(Object.fromEntries(frame?.fields.map(({ name, values }) => [name, values]) ?? [])).toEqual({
      traceID: ['0000000000000001', '0000000000000001'],
      spanID: ['0000000000000001', '0000000000000002'],
      parentSpanID: ['', '0000000000000001'],
      operationName: ['http-request', 'route'],
      serviceName: ['dynamo-frontend', 'dynamo-frontend'],
      kind: ['server', 'client'],
      statusCode: [2, 0],
      statusMessage: ['late', ''],
      instrumentationLibraryName: ['lib', 'lib'],
      instrumentationLibraryVersion: ['1', '1'],
      traceState: ['', ''],
      serviceTags: [
        [{ key: 'service.name', value: 'dynamo-frontend' }],
        [{ key: 'service.name', value: 'dynamo-frontend' }],
      ],
      startTime: [2000, 2000],
      duration: [500, 0.000001],
      logs: [[{ timestamp: 2100, name: 'first token', fields: [{ key: 'level', value: 'INFO' }] }], null],
      references: [null, [{ traceID: '1', spanID: '0000000000000009', tags: [] }]],
      tags: [[{ key: 'model', value: 'm' }], []],
    });
  });

  it('is none where there are no spans', () => {
    expect(traceFrame([], 'A', {})).toBeUndefined();
  });

  it('is refused where times are no numbers', () => {
    const span = { startTimeUnixNano: 'noon', endTimeUnixNano: '1' };
    const broken = [{ resource: { attributes: [attribute('a', 'b')] }, scopeSpans: [{ spans: [span] }] }];
    expect(() => traceFrame(broken, 'A', {})).toThrow(/a time "noon"/);
  });
});
