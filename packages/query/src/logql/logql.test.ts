import { logKeys } from '@dynamo-observability/signals';
import { parser } from '@grafana/lezer-logql';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readLiteral } from '../testing/go-literal.ts';
import { template } from '../value.ts';
import type { LogExpr, LogMetricExpr } from './expr.ts';
import * as logql from './index.ts';

const { contains, drop, is, json, logs, made, print, where } = logql;

const dynamo = [{ label: 'service_name', op: '=~', value: { text: 'dynamo-.+' } }] as const;
const completed = logs(dynamo, contains('request completed'), json(), where(logql.present('elapsed_ms')));
const clean = logql.pipe(completed, drop('__error__', '__error_details__'));
const stages = (...of: Parameters<typeof logs>[1][]) => print(logs(dynamo, ...of).node).slice(28);
const printed = ({ node }: LogExpr | LogMetricExpr) => print(node);

function syntaxErrors(query: string): readonly string[] {
  const errors: string[] = [];
  const sent = query.replaceAll('$__auto', '1m').replaceAll('$__range', '1h');
  parser.parse(sent).iterate({
    enter: (node) => {
      if (node.type.isError) {
        errors.push(`${node.from}: ${sent}`);
      }
    },
  });
  return errors;
}

/** The literals of a query, as the grammar sees them. */
function literalsIn(query: string): readonly string[] {
  const found: string[] = [];
  parser.parse(query).iterate({
    enter: ({ name, from, to }) => {
      if (name === 'String') {
        found.push(query.slice(from, to));
      }
    },
  });
  return found.map(readLiteral);
}

describe('log lines', () => {
  it('are those of some streams, after some stages', () => {
    expect(printed(clean)).toBe(
      '{service_name=~"dynamo-.+"} |= "request completed" | json | elapsed_ms!="" | drop __error__, __error_details__'
    );
  });

  it('may come from streams that a variable of the page finds', () => {
    const streams = [{ label: { template: '$log_label' }, op: '=~', value: template('"$component"') }] as const;
    expect(printed(logs(streams))).toBe('{$log_label=~"$component"}');
  });

  it.each([
    [
      'a key with a dot, by its index',
      json('ttft_ms', 'request.outcome'),
      '| json ttft_ms, request_outcome=`["request.outcome"]`',
    ],
    ['a text', where(is('status', 'error')), '| status="error"'],
    ['a number', where(logql.atLeast('ttft_ms', 4.2e-5)), '| ttft_ms >= 0.000042'],
    [
      'one of two conditions',
      where(logql.either(is('trace_id', 'T'), logql.both(is('request_id', 'R'), logql.below('elapsed_ms', 5)))),
      '| (trace_id="T" or (request_id="R" and elapsed_ms < 5))',
    ],
    [
      'a text that Grafana fills in',
      where(is('model', template('${model:doublequote}'))),
      '| model=${model:doublequote}',
    ],
    [
      'a label made by a template',
      logql.labelFormat(made('shape'), '{{.message}}'),
      '| label_format shape="{{.message}}"',
    ],
    [
      'a duration, with the number from Grafana',
      where(logql.lastedAtLeast(made('d'), { template: '${ttft}' })),
      '| d >= ${ttft}s',
    ],
    ['the line written anew', logql.lineFormat('{{.message}}'), '| line_format "{{.message}}"'],
    ['few labels', logql.keep('trace_id', 'detected_level'), '| keep trace_id, detected_level'],
  ])('%s', (_, stage, written) => {
    expect(stages(stage)).toBe(written);
  });

  it('know every key of the catalogue, under the name that Loki gives it', () => {
    expect(syntaxErrors(printed(logs(dynamo, json(...(Object.keys(logKeys) as (keyof typeof logKeys)[])))))).toEqual(
      []
    );
    // @ts-expect-error no line has this key
    json('ttft');
    // @ts-expect-error no line has this label
    is('ttft_seconds', '1');
  });

  it('take no label that Loki would refuse', () => {
    expect(() => made('a-b')).toThrow('"a-b" is not a label of Loki');
  });
});

describe('numbers made from log lines', () => {
  it('count lines in the step of the panel, or over its range', () => {
    expect(printed(logql.sum(logql.count(completed), { by: ['model', 'request.outcome'] }))).toMatch(
      /^sum by \(model, request_outcome\) \(count_over_time\(\{.+ \[\$__auto\]\)\)$/
    );
    const byChosen = logql.sum(logql.count(completed), { by: [{ template: '$log_label' }] });
    expect(printed(byChosen)).toMatch(/^sum by \(\$log_label\) /);
    expect(printed(logql.count(completed, 'range'))).toMatch(/ \[\$__range\]\)$/);
    expect(print(logql.rate(completed, { fixed: '5m' }).node)).toMatch(/^rate\(.+ \[5m\]\)$/);
  });

  it('unwrap a label, grouped inside', () => {
    expect(printed(logql.quantileOf(0.95, clean, 'elapsed_ms', { by: ['model'], window: 'range' }))).toMatch(
      /^quantile_over_time\(0\.95, .+ \| drop __error__, __error_details__ \| unwrap elapsed_ms \[\$__range\]\) by \(model\)$/
    );
  });

  it('make a share that is 0 where only the part is missing', () => {
    const all = logql.sum(logql.count(completed));
    const text = printed(logql.share(logql.sum(logql.count(logql.pipe(completed, where(is('status', 'error'))))), all));
    expect(text).toMatch(/^\(sum \(.+\) or \(sum \(.+\) \* 0\)\) \/ \(sum \(.+\) > 0\)$/);
  });

  it('refuse a quantile that is none', () => {
    expect(() => logql.quantileOf(99, clean, 'ttft_ms')).toThrow('between 0 and 1, not 99');
  });

  it('refuse a sum of shares', () => {
    // @ts-expect-error means do not add up
    logql.sum(logql.meanOf(clean, 'ttft_ms'));
  });

  const all = logql.sum(logql.count(completed));
  const metrics: { readonly [name: string]: LogMetricExpr } = {
    all,
    rate: logql.rate(completed),
    mean: logql.meanOf(clean, 'ttft_ms'),
    'mean over all': logql.meanOf(clean, 'ttft_ms', { window: 'range' }),
    sums: logql.sum(logql.sumOf(clean, 'output_tokens'), { by: ['model'] }),
    highest: logql.highest(logql.highestOf(clean, 'elapsed_ms', { by: ['request_id', 'model'] }), { by: ['model'] }),
    top: logql.top(5, logql.highestOf(clean, 'elapsed_ms', { by: ['request_id'] })),
    share: logql.scale(logql.share(all, all), 100),
    'zero where there is none': logql.zeroWhere(all, all),
  };

  it.each(Object.entries(metrics))('%s is LogQL', (_, expr) => {
    expect(syntaxErrors(printed(expr))).toEqual([]);
  });
});

describe('earlier', () => {
  const failed = logql.share(
    logql.sum(logql.count(logs(dynamo, contains('error')))),
    logql.sum(logql.count(logs(dynamo)))
  );

  it('moves every range of a figure', () => {
    const query = printed(logql.earlier(failed, '1h'));
    expect(query.match(/\[\$__auto\] offset 1h/g)).toHaveLength(3);
    expect(query).not.toMatch(/\[\$__auto\](?! offset)/);
    expect(syntaxErrors(query)).toEqual([]);
  });

  it.each(['', 'hour', '1', '$x'])('refuses %j, which is no duration', (offset) => {
    expect(() => logql.earlier(failed, offset)).toThrow(/write one such as 1h/);
  });
});

describe('hostile texts survive', () => {
  it('in matchers, line filters and label filters, whatever they are', () => {
    const text = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(text, text, text, (a, b, c) => {
        const streams = [{ label: 'service_name', op: '=', value: { text: a } }] as const;
        const query = printed(logs(streams, contains(b), where(is('model', c))));
        expect(syntaxErrors(query)).toEqual([]);
        expect(literalsIn(query)).toEqual([a, b, c]);
      })
    );
  });
});
