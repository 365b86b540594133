import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { fromExplore, fromPanel, fromRule, fromTrace } from './targets.ts';

const app = '/a/dynamo-observability-app';
const timeRange = { from: 'now-1h', to: 'now' };
const time = 'from=now-1h&to=now';
const id = '537196eeebf33cec6a87980439720280';

describe('the link in the menu of a panel', () => {
  it('leads from a dashboard of ours to its page, with everything that is chosen', () => {
    const context = { dashboard: { uid: 'dynamo-router' }, timeRange, targets: [] };
    expect(fromPanel(context, { model: ['a'], quantile: ['0.9'] })).toBe(
      `${app}/router?${time}&var-model=a&var-quantile=0.9`
    );
  });

  it('leads from "One request" to the page of the request, once there is one', () => {
    const context = { dashboard: { uid: 'dynamo-request' }, timeRange };
    expect(fromPanel(context, { trace_id: [id] })).toBe(`${app}/requests/${id}?${time}`);
    expect(fromPanel(context, { trace_id: [''] })).toBeUndefined();
  });

  it('leads from any other dashboard to the page that draws the same metrics', () => {
    const targets = [{ expr: 'up' }, { expr: 'rate(dynamo_frontend_requests_total{model="a"}[1m])' }];
    expect(fromPanel({ dashboard: { uid: 'x' }, timeRange, targets }, { model: ['b'] })).toBe(
      `${app}/dynamo?${time}&var-model=a`
    );
  });

  it('is not there on panels about something else', () => {
    expect(fromPanel({ dashboard: { uid: 'x' }, timeRange, targets: [{ expr: 'up' }] }, {})).toBeUndefined();
  });
});

describe('the link in Explore', () => {
  const of = (...targets: object[]) => fromExplore({ targets, timeRange });

  it('leads from a trace to its request', () => {
    expect(of({ queryType: 'traceql', query: id })).toBe(`${app}/requests/${id}?${time}`);
  });

  it('leads from metrics to their page', () => {
    expect(of({ expr: 'DCGM_FI_DEV_POWER_USAGE' })).toBe(`${app}/gpu?${time}`);
  });

  it('leads from spans of requests to the first page, and from log lines to the logs', () => {
    expect(of({ query: '{name="http-request" && span.model="m"}' })).toBe(`${app}/dynamo?${time}&var-model=m`);
    expect(of({ expr: '{service_name=~"dynamo-.+"} |= "error"' })).toBe(`${app}/logs?${time}`);
  });

  it('has moments as milliseconds', () => {
    const moment = { toISOString: () => '2026-11-22T13:40:47.086Z' };
    expect(fromExplore({ targets: [{ expr: 'dynamo_x' }], timeRange: { from: moment, to: moment } })).toBe(
      `${app}/dynamo?from=1795354847086&to=1795354847086`
    );
  });

  it('is not there for anything else', () => {
    expect(of({ expr: '{app="nginx"}' })).toBeUndefined();
    expect(of({ query: '{resource.service.name="shop"}' })).toBeUndefined();
    expect(of()).toBeUndefined();
  });
});

describe('the link above a trace', () => {
  const trace = {
    traceID: id,
    traceName: 'dynamo-frontend: http-request',
    services: [{ name: 'dynamo-frontend', numberOfSpans: 9 }],
    startTime: 1_795_354_847_086_123,
    endTime: 1_795_354_848_000_000,
  };

  it('leads to the request, with five minutes before and after', () => {
    expect(fromTrace(trace)).toBe(`${app}/requests/${id}?from=1795354547086&to=1795355148000`);
  });

  it('is not there for traces of others', () => {
    expect(fromTrace({ ...trace, traceName: 'shop: GET', services: [{ name: 'shop' }] })).toBeUndefined();
  });
});

describe('the link of an alert rule', () => {
  it('leads to the page that the rule is bound to, with the labels that it sets', () => {
    const rule = {
      annotations: { __dashboardUid__: 'dynamo-gpu' },
      labels: { model: 'm', instance: '{{ $labels.instance }}', severity: 'page' },
      expression: 'up',
    };
    expect(fromRule(rule)).toBe(`${app}/gpu?var-model=m`);
  });

  it('leads to the page that draws what the rule asks, also where queries stand in JSON', () => {
    const expression = '[{"refId":"A","model":{"expr":"dynamo_component_x{model=\\"m\\"}"}}]';
    expect(fromRule({ expression })).toBe(`${app}/workers?var-model=m`);
  });

  it('is not there for rules about something else', () => {
    expect(fromRule({ expression: 'up == 0', annotations: {}, labels: {} })).toBeUndefined();
  });
});

it('whatever a context holds, no link throws', () => {
  fc.assert(
    fc.property(fc.anything(), (context) => {
      for (const link of [(c: unknown) => fromPanel(c, {}), fromExplore, fromTrace, fromRule]) {
        expect(['string', 'undefined']).toContain(typeof link(context));
      }
    })
  );
});
