import { printForPanel, type MetricsQuery, type Panel } from '@dynamo-observability/dashboards';
import type { MetricStore } from '@dynamo-observability/telemetry-store';

import { isNothing } from './bounds.ts';
import type { LabelValues, Window } from './observations.ts';
import { answer, windowsOf, type Drawn, type Look } from './panel-answer.ts';
import type { Truth } from './truth.ts';

/** A value that is not what it must be, or a series that is missing where it must be. */
export interface Wrong {
  readonly labels: LabelValues;
  readonly at: number;
  /** Undefined: nothing is drawn. */
  readonly drawn: number | undefined;
  readonly low: number;
  readonly high: number;
}

export interface Verdict {
  /** Values that could be judged. */
  readonly judged: number;
  readonly wrong: readonly Wrong[];
}

/** Sums in another order differ by so much, relatively. */
const ROUNDING = 1e-6;

/** Holds every value that a query draws against what truly happened. @param text the query, where it is not the panel's own */
export function judge(
  store: MetricStore,
  panel: Panel,
  query: MetricsQuery,
  truth: Truth,
  look: Look,
  text?: string
): Verdict {
  const windows = windowsOf(panel, query, look);
  const drawn = answer(store, panel, query, look, text);
  const wrong: Wrong[] = [];
  let judged = 0;
  for (const { labels, at, value } of drawn) {
    const window = windows.find((each) => Math.abs(each.at - at) < 1e-6);
    const bound = window === undefined ? undefined : truth.bound(labels, window);
    if (bound === undefined) {
      continue;
    }
    judged++;
    if (isNothing(bound)) {
      if (!Number.isNaN(value)) {
        wrong.push({ labels, at, drawn: value, ...bound });
      }
      continue;
    }
    const slack = ROUNDING * Math.max(Math.abs(bound.low), Math.abs(bound.high), 1e-9);
    if (!(value >= bound.low - slack && value <= bound.high + slack)) {
      wrong.push({ labels, at, drawn: value, ...bound });
    }
  }
  // A panel of the busiest few need not show the others.
  const limited = printForPanel(query.expr).includes('topk');
  return { judged, wrong: [...wrong, ...(limited ? [] : windows.flatMap((window) => missing(window, drawn, truth)))] };
}

function missing(window: Window, drawn: readonly Drawn[], truth: Truth): Wrong[] {
  const here = drawn.filter(({ at }) => Math.abs(at - window.at) < 1e-6);
  return truth.expected(window).flatMap((labels) => {
    const found = here.some((each) =>
      Object.entries(labels).every(([name, value]) => (each.labels[name] ?? '') === value)
    );
    const bound = truth.bound(labels, window);
    return found || bound === undefined ? [] : [{ labels, at: window.at, drawn: undefined, ...bound }];
  });
}
