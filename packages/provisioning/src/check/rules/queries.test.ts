import { rateOfRisingGauge, shareWithin, sum } from '@dynamo-observability/query';
import { frontend } from '@dynamo-observability/signals';
import { describe, expect, it } from 'vitest';

import { asking, exampleDashboard, examplePanel, exampleSubject, problemsOf } from '../../testing/example-dashboard.ts';
import { counterNeedsRate, gaugeWithoutRate, knownMetric } from './metrics.ts';
import { rateInterval } from './rate-interval.ts';
import { validPromql } from './valid-query.ts';
import { declaredVariables, matchersFromVariables } from './variables.ts';

const requests = 'dynamo_frontend_requests_total';
const active = 'dynamo_frontend_active_requests';

/** A dashboard whose one query variable asks this. */
const choosing = (query: string) =>
  exampleSubject(
    exampleDashboard([], {
      variables: [
        {
          type: 'query',
          source: 'prometheus',
          name: 'v',
          label: 'V',
          description: 'd',
          query,
          regex: '',
          choice: 'several',
        },
      ],
    })
  );

describe('valid-promql', () => {
  it.each([
    `sum(rate(${requests}{model=~"$model"}[$__rate_interval]))`,
    `${active}{dynamo_namespace=~"\${deployment:pipe}|",worker_type=~"\${role:pipe}"}`,
    `histogram_quantile($quantile, sum by (le) (rate(x_bucket[$__range])))`,
    `label_replace(${active}, "a", "$1", "b", "(.+)")`,
  ])('accepts %s', (expr) => {
    expect(problemsOf(validPromql, asking(expr))).toEqual([]);
  });

  it.each([
    ['sum(rate(x[$__rate_interval])', 'empty'],
    ['', 'empty'],
    ['topk($k, x)', 'empty'],
    ['sum by ($model) (x)', 'single'],
    ['$model', 'empty'],
  ])('%s does not parse', (expr, choice) => {
    expect(problemsOf(validPromql, asking(expr))[0]).toContain(
      `query A does not parse with variables set to ${choice}`
    );
  });

  it('looks at the queries of variables', () => {
    expect(problemsOf(validPromql, choosing(`label_values(${active}{cluster=~".+"}, model)`))).toEqual([]);
    expect(problemsOf(validPromql, choosing('query_result(sum(up)'))[0]).toContain('variable v does not parse');
    expect(problemsOf(validPromql, choosing('metrics(dynamo.*)'))[0]).toContain('variable v does not parse');
  });
});

describe('declared-variables', () => {
  it('accepts variables of the dashboard, macros and groups of a regular expression', () => {
    const expr = `label_replace(rate(${requests}{a="$model"}[$__rate_interval]), "a", "$1", "b", "(.+)$")`;
    expect(problemsOf(declaredVariables, asking(expr))).toEqual([]);
  });

  it('names what nobody declares, once a query', () => {
    expect(problemsOf(declaredVariables, asking('up{a="$pod",b="${pod:regex}",c="$__nothing"}'))).toEqual([
      'query A uses $pod, which is neither a variable nor a macro',
      'query A uses $__nothing, which is neither a variable nor a macro',
    ]);
    expect(problemsOf(declaredVariables, choosing('label_values(up{a="$pod"}, a)'))).toHaveLength(1);
  });
});

describe('matchers-from-variables-only', () => {
  it.each([
    'up{job=~"$job"}',
    'up{cluster=~"$cluster",model="fixed"}',
    'up{namespace=~"${namespace:pipe}|"}',
    'up{pod!=""}',
  ])('accepts %s', (expr) => {
    expect(problemsOf(matchersFromVariables, asking(expr))).toEqual([]);
  });

  it.each(['job', 'cluster', 'namespace', 'instance', 'pod', 'dynamo_namespace', 'Hostname'])(
    'sees a fixed %s, with any operator',
    (label) => {
      for (const operator of ['=', '=~', '!=', '!~']) {
        expect(
          problemsOf(matchersFromVariables, asking(`sum(rate(x{a="$model",${label}${operator}"prod"}[1m]))`))
        ).toEqual([`query A is fixed to ${label} "prod"`]);
      }
    }
  );

  it('looks at the queries of variables', () => {
    expect(problemsOf(matchersFromVariables, choosing('label_values(up{job="dynamo"}, model)'))).toHaveLength(1);
  });
});

describe('rate-interval', () => {
  it.each(['$__rate_interval', '$__range', '${__rate_interval}'])('accepts [%s]', (window) => {
    expect(problemsOf(rateInterval, asking(`sum(rate(${requests}[${window}]))`))).toEqual([]);
  });

  it.each(['rate', 'irate', 'increase', 'avg_over_time', 'max_over_time', 'delta'])(
    'sees a fixed window of %s',
    (name) => {
      expect(problemsOf(rateInterval, asking(`sum(${name}(${requests}{a="b"}[5m]))`))).toEqual([
        'query A looks back [5m]',
      ]);
    }
  );

  it('sees $__interval, which may hold too few samples, and the window of a subquery', () => {
    expect(problemsOf(rateInterval, asking(`rate(${requests}[$__interval])`))).toEqual([
      'query A looks back [$__interval]',
    ]);
    expect(problemsOf(rateInterval, asking(`max_over_time(rate(${requests}[$__rate_interval])[1h:])`))).toEqual([
      'query A looks back [1h]',
    ]);
  });
});

describe('known-metric', () => {
  it.each([requests, active, 'dynamo_frontend_time_to_first_token_seconds_bucket', 'vllm:num_requests_waiting'])(
    'knows %s',
    (name) => {
      expect(problemsOf(knownMetric, asking(`sum(${name}{a="b"})`))).toEqual([]);
    }
  );

  it.each([
    'dynamo_frontend_request_total',
    'dynamo_frontend_active_requests_count',
    'dynamo_component_kvstats_x',
    'up',
  ])('does not know %s', (name) => {
    expect(problemsOf(knownMetric, asking(`sum(rate(${name}{a="b"}[5m]))`))).toEqual([
      `query A reads ${name}, which is not in the catalogue`,
    ]);
  });

  it('sees a histogram without a suffix, and a selector without a name', () => {
    expect(problemsOf(knownMetric, asking('dynamo_frontend_time_to_first_token_seconds'))[0]).toContain(
      'is a histogram'
    );
    expect(problemsOf(knownMetric, asking('{model="x"}'))).toEqual(['query A selects series without naming a metric']);
  });

  it('looks at the queries of variables', () => {
    expect(problemsOf(knownMetric, choosing('label_values(dynamo_gone, model)'))).toEqual([
      'variable v reads dynamo_gone, which is not in the catalogue',
    ]);
  });
});

describe('counter-needs-rate', () => {
  it.each(['rate', 'irate', 'increase', 'resets'])('accepts %s of a counter', (name) => {
    expect(problemsOf(counterNeedsRate, asking(`sum(${name}(${requests}{a="b"}[5m]))`))).toEqual([]);
  });

  it.each([
    `group by (model) (${requests})`,
    `absent(${requests})`,
    active,
    // A gauge despite its name.
    'dynamo_operator_resources_total',
  ])('accepts %s', (expr) => {
    expect(problemsOf(counterNeedsRate, asking(expr))).toEqual([]);
  });

  it('accepts the idiom that reads only the bounds of buckets', () => {
    const { atLeast } = shareWithin(2, frontend.timeToFirstToken);
    const panel = examplePanel({ queries: [{ source: 'prometheus', refId: 'A', expr: atLeast, legend: 'x' }] });
    expect(problemsOf(counterNeedsRate, exampleSubject(exampleDashboard([panel])))).toEqual([]);
  });

  it.each([
    [requests, requests],
    [`sum(${requests}{a="b"})`, requests],
    [`sum(${requests} > 5)`, requests],
    [`max_over_time(${requests}[5m])`, requests],
    // A counter although it lacks the suffix.
    ['sum(dynamo_component_kv_cache_events_applied)', 'dynamo_component_kv_cache_events_applied'],
    [
      'sum by (le) (dynamo_frontend_time_to_first_token_seconds_bucket)',
      'dynamo_frontend_time_to_first_token_seconds_bucket',
    ],
  ])('sees %s', (expr, name) => {
    expect(problemsOf(counterNeedsRate, asking(expr))).toEqual([`query A shows ${name}, a counter, without rate`]);
  });
});

describe('gauge-without-rate', () => {
  it.each([active, `avg_over_time(${active}[5m])`, `deriv(${active}[5m])`, `rate(${requests}[5m])`])(
    'accepts %s',
    (expr) => {
      expect(problemsOf(gaugeWithoutRate, asking(expr))).toEqual([]);
    }
  );

  it.each(['rate', 'irate', 'increase'])('sees %s of a gauge, also of one named like a counter', (name) => {
    for (const gauge of [active, 'dynamo_operator_resources_total']) {
      expect(problemsOf(gaugeWithoutRate, asking(`sum(${name}(${gauge}{a="b"}[5m]))`))).toEqual([
        `query A takes ${name} of ${gauge}, a gauge`,
      ]);
    }
  });

  it('wants a reason for a gauge that only rises', () => {
    const expr = sum(rateOfRisingGauge(frontend.disconnectedClients));
    const queries = [{ source: 'prometheus', refId: 'A', expr, legend: 'x' }] as const;
    expect(problemsOf(gaugeWithoutRate, exampleSubject(exampleDashboard([examplePanel({ queries })])))).toHaveLength(1);
    expect(problemsOf(gaugeWithoutRate, exampleSubject())).toEqual([]);
  });
});
