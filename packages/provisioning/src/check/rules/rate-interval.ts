import { macroOfDuration } from '../interpolation/macros.ts';
import { withSamples } from '../interpolation/samples.ts';
import { selectorsIn, subqueryWindows } from '../promql/selectors.ts';
import { panelQueries } from '../queries.ts';
import { dashboardRule } from '../rule.ts';

const allowed: ReadonlySet<string> = new Set(['__rate_interval', '__range']);

/** The windows of a query that Grafana does not choose. `$__interval` counts: it may hold fewer than two samples. */
function fixedWindows(query: string): readonly string[] {
  const windows = [...selectorsIn(query).map((s) => s.window), ...subqueryWindows(query)];
  return windows.flatMap((window) => {
    const macro = window === undefined ? undefined : macroOfDuration.get(window);
    return window === undefined || (macro !== undefined && allowed.has(macro)) ? [] : [macro ? `$${macro}` : window];
  });
}

/** Every range, of any function and in any kind of panel: a fixed one shows gaps when zoomed in and misses peaks zoomed out. */
export const rateInterval = dashboardRule(
  'rate-interval',
  'Use the window "rate" ($__rate_interval), or "range" ($__range) for the whole time range.',
  (subject) =>
    panelQueries(subject).flatMap(({ source: _, expr, where, ...at }) =>
      fixedWindows(withSamples(expr, subject.dashboard.variables, 'single')).map((window) => ({
        ...at,
        problem: `${where} looks back [${window}]`,
      }))
    )
);
