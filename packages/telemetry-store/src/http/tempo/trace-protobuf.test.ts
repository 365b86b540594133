import { describe, expect, it } from 'vitest';

import {
  eightBytesIn,
  hexIn,
  messagesIn,
  readMessage,
  textIn,
  type ReadMessage,
} from '../../testing/protobuf-reader.ts';
import { EPOCH_MS, EPOCH_NS, spanIdOf, traceIdOf, traceStoreOf, type PlainAttributes } from '../../testing/spans.ts';
import { tempoApi } from './tempo-api.ts';

const attributes: PlainAttributes = {
  text: 'é',
  none: '',
  yes: true,
  no: false,
  count: -2,
  share: 0.5,
  list: ['a', 1],
};

const store = traceStoreOf(
  {
    trace: 0xabc,
    id: 1,
    name: 'http-request',
    service: 'frontend',
    durationMs: 1500.5,
    attributes,
    events: [{ name: 'done', atMs: 1500, attributes: { status: 'success' } }],
    links: [{ trace: 7, id: 3 }],
  },
  { trace: 0xabc, id: 2, parent: 1, name: 'work', service: 'worker', kind: 3, status: { code: 2, message: 'x' } }
);

const ask = (path: string, accept = 'application/protobuf') =>
  tempoApi(store, {
    path,
    params: new URLSearchParams(),
    nowMs: EPOCH_MS + 60_000,
    headers: new Headers({ Accept: accept }),
  });

function bytesOf(path: string): Uint8Array {
  const { status, body, contentType } = ask(path);
  expect([status, contentType]).toEqual([200, 'application/protobuf']);
  return body instanceof Uint8Array ? body : new Uint8Array();
}

/** The resources of `tempopb.Trace`, as opentelemetry-proto numbers the fields below it. */
const resourcesOf = (path: string): readonly ReadMessage[] =>
  messagesIn(messagesIn(readMessage(bytesOf(path)), 1)[0], 1);

const spansOf = (resource: ReadMessage | undefined): readonly ReadMessage[] =>
  messagesIn(messagesIn(resource, 2)[0], 2);

function attributesIn(message: ReadMessage | undefined, field: number): Readonly<Record<string, ReadMessage>> {
  const pairs = messagesIn(message, field).map(
    (pair) => [textIn(pair, 1) ?? '', messagesIn(pair, 2)[0] ?? {}] as const
  );
  return Object.fromEntries(pairs);
}

describe('a trace by id for a client that accepts protobuf, as Grafana does', () => {
  const resources = resourcesOf(`/api/v2/traces/${traceIdOf(0xabc)}`);
  const [root] = spansOf(resources[0]);
  const [child] = spansOf(resources[1]);

  it('has the spans below resources and scopes', () => {
    const services = resources.map((resource) =>
      textIn(attributesIn(messagesIn(resource, 1)[0], 1)['service.name'], 1)
    );
    expect(services).toEqual(['frontend', 'worker']);
    const scope = messagesIn(messagesIn(resources[0], 2)[0], 1)[0];
    expect([textIn(scope, 1), textIn(scope, 2)]).toEqual(['test', '1.0']);
    expect([textIn(root, 5), textIn(child, 5)]).toEqual(['http-request', 'work']);
  });

  it('has ids as bytes, and no parent for a root', () => {
    expect([hexIn(root, 1), hexIn(root, 2), hexIn(root, 4)]).toEqual([traceIdOf(0xabc), spanIdOf(1), undefined]);
    expect(hexIn(child, 4)).toBe(spanIdOf(1));
  });

  it('has times to the nanosecond', () => {
    expect(eightBytesIn(root, 7).getBigUint64(0, true)).toBe(EPOCH_NS);
    expect(eightBytesIn(root, 8).getBigUint64(0, true)).toBe(EPOCH_NS + 1_500_500_000n);
  });

  it('has kinds and status by number', () => {
    expect([root?.[6], child?.[6]]).toEqual([[1n], [3n]]);
    const [status] = messagesIn(child, 15);
    expect([textIn(status, 2), status?.[3]]).toEqual(['x', [2n]]);
    expect(messagesIn(root, 15)).toEqual([{}]);
  });

  it('has attributes of every type, empty and false ones too', () => {
    const values = attributesIn(root, 9);
    expect([textIn(values['text'], 1), textIn(values['none'], 1)]).toEqual(['é', '']);
    expect([values['yes'], values['no']]).toEqual([{ 2: [1n] }, { 2: [0n] }]);
    expect(values['count']).toEqual({ 3: [2n ** 64n - 2n] });
    expect(eightBytesIn(values['share'], 4).getFloat64(0, true)).toBe(0.5);
    const list = messagesIn(messagesIn(values['list'], 5)[0], 1);
    expect([textIn(list[0], 1), list[1]]).toEqual(['a', { 3: [1n] }]);
  });

  it('has events and links', () => {
    const [event] = messagesIn(root, 11);
    expect(eightBytesIn(event, 1).getBigUint64(0, true)).toBe(EPOCH_NS + 1_500_000_000n);
    expect([textIn(event, 2), textIn(attributesIn(event, 3)['status'], 1)]).toEqual(['done', 'success']);
    const [link] = messagesIn(root, 13);
    expect([hexIn(link, 1), hexIn(link, 2)]).toEqual([traceIdOf(7), spanIdOf(3)]);
  });

  it('is the trace alone in version 1', () => {
    expect(messagesIn(readMessage(bytesOf('/api/traces/abc')), 1)).toEqual(resources);
  });

  it('that is unknown is empty in version 2 and 404 in version 1', () => {
    expect(readMessage(bytesOf('/api/v2/traces/dead'))).toEqual({ 1: [new Uint8Array()], 2: [new Uint8Array()] });
    expect(ask('/api/traces/dead').status).toBe(404);
  });

  it('is JSON for everybody else', () => {
    expect(ask('/api/v2/traces/abc', '*/*').body).toHaveProperty('trace.resourceSpans');
  });
});
