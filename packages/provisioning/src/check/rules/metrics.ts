import { metricNamed, type AnyMetric } from '@dynamo-observability/signals';

import { withSamples } from '../interpolation/samples.ts';
import { selectorsIn, type Selector } from '../promql/selectors.ts';
import { allQueries, panelQueries, type Query } from '../queries.ts';
import { dashboardRule, type Problem, type Subject } from '../rule.ts';

/** What a series name stands for; `suffix` is set for the parts of a histogram. */
interface Series {
  readonly metric: AnyMetric;
  readonly suffix?: string;
}

function seriesNamed(name: string): Series | undefined {
  const [, base, suffix] = /^(.+)(_bucket|_sum|_count)$/.exec(name) ?? [];
  const histogram = base === undefined ? undefined : metricNamed(base);
  if (histogram?.type === 'histogram' && suffix !== undefined) {
    return { metric: histogram, suffix };
  }
  const metric = metricNamed(name);
  return metric && { metric };
}

type Look = (selector: Selector & { readonly name: string }) => string | undefined;

/** Looks at every selector of some queries. */
function inSelectors(subject: Subject, queries: readonly Query[], look: Look): readonly Omit<Problem, 'dashboard'>[] {
  return queries.flatMap(({ source: _, expr, where, ...at }) => {
    const found = selectorsIn(withSamples(expr, subject.dashboard.variables, 'single')).flatMap((selector) => {
      const { name } = selector;
      const problem = name === undefined ? 'selects series without naming a metric' : look({ ...selector, name });
      return problem === undefined ? [] : [problem];
    });
    return [...new Set(found)].map((problem) => ({ ...at, problem: `${where} ${problem}` }));
  });
}

/** A name that nothing exposes leaves a panel empty for ever (grafana-practice.md B3). */
export const knownMetric = dashboardRule(
  'known-metric',
  'Correct the name, or add the metric to packages/signals with its source.',
  (subject) =>
    inSelectors(subject, allQueries(subject), ({ name }) => {
      const series = seriesNamed(name);
      if (series === undefined) {
        return `reads ${name}, which is not in the catalogue`;
      }
      return series.metric.type === 'histogram' && series.suffix === undefined
        ? `reads ${name}, which is a histogram: its series end in _bucket, _sum or _count`
        : undefined;
    })
);

/** Functions that make sense of a number that only rises. */
const growth: ReadonlySet<string> = new Set(['rate', 'irate', 'increase', 'resets']);
/** What asks only whether series exist, not how high they are. */
const existence: ReadonlySet<string> = new Set([
  ...['group', 'count', 'absent', 'absent_over_time', 'present_over_time', 'count_over_time', 'timestamp'],
]);

const risesOnly = ({ metric, suffix }: Series) => metric.type === 'counter' || suffix !== undefined;

/** Decided by the type in the catalogue, not by the name: some counters lack `_total`, and some gauges have it. */
export const counterNeedsRate = dashboardRule(
  'counter-needs-rate',
  'Take the rate or increase first, then aggregate.',
  (subject) =>
    inSelectors(subject, panelQueries(subject), ({ name, inside = '' }) => {
      const series = seriesNamed(name);
      const raw = series !== undefined && risesOnly(series) && !growth.has(inside) && !existence.has(inside);
      return raw ? `shows ${name}, a counter, without rate` : undefined;
    })
);

/** A gauge that falls looks to `rate` like a counter that was reset. */
export const gaugeWithoutRate = dashboardRule(
  'gauge-without-rate',
  'Show the value, or its change with delta or deriv. For a gauge that only ever rises add an exception with the reason.',
  (subject) =>
    inSelectors(subject, panelQueries(subject), ({ name, inside = '' }) => {
      const series = seriesNamed(name);
      return series?.metric.type === 'gauge' && growth.has(inside) ? `takes ${inside} of ${name}, a gauge` : undefined;
    })
);
