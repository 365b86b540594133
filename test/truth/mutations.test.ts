/**
 * The truth test has teeth: each of the field's usual mistakes, made on purpose in a panel's query, is caught by the panel's truth.
 * Each query is a panel's own, but for the one mistake.
 */
import { metricsQueries, printForPanel } from '@dynamo-observability/dashboards';
import { beforeAll, describe, expect, it } from 'vitest';

import { panels } from './simulated/judge-pages.ts';
import { cases, lookOf, runOf } from './simulated/looks.ts';
import type { SimulatedRun } from './simulated/simulated-run.ts';
import { isTold, type PanelTruth } from './simulated/truth.ts';
import { truthsOf } from './simulated/truths.ts';
import { judge, type Verdict } from './simulated/verdict.ts';

interface Mutation {
  readonly mistake: string;
  readonly panel: string;
  readonly refId: string;
  readonly change: (query: string) => string;
}

/** Takes `rate(…[$__rate_interval])` apart. */
const rates = (to: (selector: string) => string) => (query: string) =>
  query.replaceAll(/rate\((\w+\{.*?\})\[\$__rate_interval\]\)/g, (_, selector: string) => to(selector));

const mutations: readonly Mutation[] = [
  {
    mistake: 'a window of an hour',
    panel: 'offered-load',
    refId: 'A',
    change: (query) => query.replaceAll('[$__rate_interval]', '[1h]'),
  },
  {
    mistake: 'an increase for a rate',
    panel: 'offered-load',
    refId: 'A',
    change: (query) => query.replaceAll('rate(', 'increase('),
  },
  {
    mistake: 'a lost label',
    panel: 'request-rate',
    refId: 'A',
    change: (query) => query.replace('by (model, endpoint)', 'by (model)'),
  },
  {
    mistake: 'one frontend taken for all',
    panel: 'offered-load',
    refId: 'A',
    change: (query) => query.replace(/^sum /, 'max by (__none__) '),
  },
  {
    mistake: 'cancelled requests counted as nothing happened',
    panel: 'errors-by-type',
    refId: 'A',
    change: (query) => query.replace('status="error"', 'status="error",error_type!="cancelled"'),
  },
  {
    mistake: 'a rate by hand, which knows no reset',
    panel: 'request-rate',
    refId: 'A',
    change: rates((selector) => `(${selector} / 60)`),
  },
];

describe('a mistake is caught', () => {
  const [busy] = cases;
  let run: SimulatedRun;
  let truths: { readonly [panel: string]: PanelTruth };
  beforeAll(() => {
    run = runOf(known(busy));
    truths = truthsOf(run, 'the service');
  }, 300_000);

  const judged = ({ panel: id, refId, change }: Mutation): Verdict => {
    const panel = known(panels.find((each) => each.id === id));
    const query = known(metricsQueries(panel).find((each) => each.refId === refId));
    const truth = known(truths[id]?.[refId]);
    const text = change(printForPanel(query.expr));
    return isTold(truth) ? judge(run.store, panel, query, truth, lookOf(known(busy)), text) : { judged: 0, wrong: [] };
  };

  it.each(mutations.map((mutation) => [mutation.mistake, mutation] as const))('%s', (_, mutation) => {
    expect(judged({ ...mutation, change: (query) => query }).wrong).toEqual([]);
    expect(judged(mutation).wrong.length).toBeGreaterThan(0);
  });
});

function known<T>(value: T | undefined): T {
  if (value === undefined) {
    throw new Error('The panel, its query or its truth is not there any more.');
  }
  return value;
}
