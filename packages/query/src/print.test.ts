import { frontend, worker } from '@dynamo-observability/signals';
import { parser } from '@prometheus-io/lezer-promql';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { sum } from './aggregate.ts';
import { share, zeroWhere } from './combine.ts';
import { mean, quantile, quantileBand, shareAboveTop, shareWithin } from './histogram.ts';
import { matching, noneOf, not, oneOf } from './match.ts';
import { escapeRegex, panelTarget, print, quote, ruleTarget, type Scope } from './print.ts';
import { increase, rate, value } from './select.ts';

const inPanel = (of: { readonly node: Parameters<typeof print>[0] }, scope?: Scope) =>
  print(of.node, panelTarget(scope));

/** Grafana's macros and variables are no PromQL: a panel is parsed as Grafana sends it. */
const substituted = (text: string) =>
  text.replaceAll('$__rate_interval', '5m').replaceAll('$__range', '1h').replaceAll('$quantile', '0.99');

function syntaxErrors(promql: string): readonly string[] {
  const errors: string[] = [];
  parser.parse(promql).iterate({
    enter: (node) => {
      if (node.type.isError) {
        errors.push(promql.slice(node.from, node.to));
      }
    },
  });
  return errors;
}

describe('printing', () => {
  it('writes a panel with the macros of Grafana, and a rule with a duration, from one tree', () => {
    const errors = sum(rate(frontend.requests, { status: 'error' }), { by: ['error_type'] });
    expect(inPanel(errors)).toBe(
      'sum by (error_type) (rate(dynamo_frontend_requests_total{status="error"}[$__rate_interval]))'
    );
    expect(print(errors.node, ruleTarget('5m'))).toBe(
      'sum by (error_type) (rate(dynamo_frontend_requests_total{status="error"}[5m]))'
    );
  });

  it('uses the whole range where a figure is about all of it', () => {
    expect(inPanel(sum(increase(frontend.outputTokens)))).toBe(
      'sum (increase(dynamo_frontend_output_tokens_total[$__range]))'
    );
  });

  it('refuses a window that is no duration, such as a macro in a rule', () => {
    expect(() => ruleTarget('$__rate_interval')).toThrow(/not a PromQL duration/);
    expect(() => ruleTarget('5')).toThrow(/write one such as 5m/);
  });

  it('puts the matchers of the scope before those of the query, for the families that it names', () => {
    const scope: Scope = (metric) =>
      metric.labels.includes('model') ? [{ label: 'model', op: '=~', value: { template: '$model' } }] : [];
    expect(inPanel(rate(frontend.requests, { status: 'success' }), scope)).toBe(
      'rate(dynamo_frontend_requests_total{model=~"$model",status="success"}[$__rate_interval])'
    );
    expect(inPanel(value(worker.queueDepth), scope)).toBe('dynamo_work_handler_queue_depth');
  });

  it('names scraper labels as the installation does', () => {
    const target = { ...panelTarget(), targetLabels: { ...panelTarget().targetLabels, instance: 'exported_instance' } };
    const perWorker = sum(value(worker.queueDepth), { by: ['instance'] });
    expect(print(perWorker.node, target)).toBe('sum by (exported_instance) (dynamo_work_handler_queue_depth)');
  });

  it('brackets operands, so that precedence never decides', () => {
    const ended = sum(rate(frontend.requests));
    expect(inPanel(share(zeroWhere(ended, ended), ended))).toContain(
      ') / (sum (rate(dynamo_frontend_requests_total[$__rate_interval])) > 0)'
    );
  });

  it('writes conditions by their operator', () => {
    expect(inPanel(rate(frontend.requests, { status: not('success') }))).toContain('{status!="success"}');
    expect(inPanel(rate(frontend.requests, { error_type: oneOf('a', 'b.c') }))).toContain('{error_type=~"a|b\\\\.c"}');
    expect(inPanel(rate(frontend.requests, { error_type: noneOf('a') }))).toContain('{error_type!~"a"}');
    expect(inPanel(rate(frontend.requests, { endpoint: matching('chat.*') }))).toContain('{endpoint=~"chat.*"}');
  });
});

describe('every printed query is PromQL', () => {
  const queries = {
    mean: mean(frontend.timeToFirstToken, { by: ['model'] }),
    quantile: quantile(0.9, frontend.timeToFirstToken, { by: ['model', 'instance'] }),
    'band, low': quantileBand(0.99, frontend.timeToFirstToken).low,
    'band, high': quantileBand(0.5, frontend.timeToFirstToken, { by: ['model'] }).high,
    'above the top': shareAboveTop(frontend.requestDuration, { by: ['model'] }),
    'within, at least': shareWithin(2, frontend.timeToFirstToken).atLeast,
    'within, at most': shareWithin(0.1, frontend.interTokenLatency, { where: { model: 'a' } }).atMost,
  };

  it.each(Object.entries(queries))('%s', (_, query) => {
    expect(syntaxErrors(substituted(inPanel(query)))).toEqual([]);
    expect(syntaxErrors(print(query.node, ruleTarget('5m')))).toEqual([]);
  });

  it('whatever the label values are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), (a, b) => {
        const query = rate(frontend.requests, { model: a, endpoint: oneOf(a, b) });
        expect(syntaxErrors(substituted(inPanel(query)))).toEqual([]);
      })
    );
  });
});

describe('hostile label values survive', () => {
  /** What a PromQL reader makes of a quoted text. */
  const unquote = (quoted: string): string =>
    quoted.slice(1, -1).replace(/\\(.)/gs, (_, c: string) => (c === 'n' ? '\n' : c));

  it.each([
    `say "hi"`,
    'back\\slash',
    'line\nbreak',
    '{braces="1"}',
    '模型/日本語',
    '\\n is not a break',
    '$model',
    '`tick`',
  ])('%j', (text) => {
    expect(unquote(quote(text))).toBe(text);
    expect(quote(text)).not.toContain('\n');
  });

  it('quotes any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(unquote(quote(text))).toBe(text);
      })
    );
  });

  it('makes a pattern that matches its text and no other', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (text, other) => {
        const pattern = new RegExp(`^(?:${escapeRegex(text)})$`, 's');
        expect(pattern.test(text)).toBe(true);
        expect(pattern.test(other)).toBe(other === text);
      })
    );
  });
});

describe('quantiles', () => {
  it('may come from a dashboard variable, which a rule does not have', () => {
    const chosen = quantile({ variable: 'quantile' }, frontend.timeToFirstToken);
    expect(syntaxErrors(substituted(inPanel(chosen)))).toEqual([]);
    expect(() => print(chosen.node, ruleTarget('5m'))).toThrow(/write a number in place of \$quantile/);
  });

  it.each([0, 1, 99, -0.5, Number.NaN])('%d is refused', (q) => {
    expect(() => quantile(q, frontend.timeToFirstToken)).toThrow(/between 0 and 1/);
  });

  it('add buckets up before the quantile is taken', () => {
    expect(inPanel(quantile(0.99, frontend.timeToFirstToken, { by: ['model'] }))).toBe(
      'histogram_quantile(0.99, sum by (le, model) (rate(dynamo_frontend_time_to_first_token_seconds_bucket[$__rate_interval])))'
    );
  });
});
