import { describe, expect, it } from 'vitest';

import { template } from '../value.ts';
import * as logql from './index.ts';

const streams = [{ label: 'service_name', op: '=~', value: { text: 'dynamo-.+' } }] as const;
const selector = '{service_name=~"dynamo-.+"}';
const id = 'a'.repeat(32);

describe('a query for both ways into Loki is the one that was seen to answer (tempo-loki-facts.md 7)', () => {
  it.each([
    [
      'lines of a trace',
      logql.ofTrace(streams, id),
      `| json trace_id | trace_id="${id}" | drop __error__, __error_details__`,
    ],
    [
      'lines of a trace or request that Grafana names',
      logql.ofTraceOrRequest(streams, template('${trace:doublequote}'), template('${request:doublequote}')),
      '| json trace_id, request_id | (trace_id=${trace:doublequote} or request_id=${request:doublequote}) | drop __error__, __error_details__',
    ],
    [
      'requests, for a metric',
      logql.completedRequests(streams),
      '|= "request completed" | json | elapsed_ms!="" | drop __error__, __error_details__',
    ],
    [
      'requests, for a list',
      logql.completedRequests(streams, { keys: ['model', 'elapsed_ms', 'trace_id'], lines: [logql.lacks('x')] }),
      '|= "request completed" != "x" | json elapsed_ms, model, trace_id | elapsed_ms!="" | drop __error__, __error_details__',
    ],
    [
      'choices of a worker',
      logql.choicesOfWorker(streams, '3373143388922149792'),
      '|= "Selected worker" | json worker_id, request_id | worker_id="3373143388922149792" | drop __error__, __error_details__',
    ],
    ['lines of a level', logql.ofLevel(streams, 'error|warn'), '| detected_level=~"error|warn"'],
  ])('%s', (_, { node }, stages) => {
    expect(logql.print(node)).toBe(`${selector} ${stages}`);
  });
});
