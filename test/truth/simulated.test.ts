/** Every panel that has a truth shows it: its very query over simulated scrapes, against what happened to each request. */
import { beforeAll, describe, expect, it } from 'vitest';

import { judgePanels, panels, type JudgedQuery } from './simulated/judge-pages.ts';
import { cases, lookOf, runOf } from './simulated/looks.ts';
import { simulate } from './simulated/simulated-run.ts';
import { readersOf, truthsOf } from './simulated/truths.ts';

const minute = 60_000;

describe.each(cases)('$name', (each) => {
  let judged: readonly JudgedQuery[] = [];
  beforeAll(() => {
    const run = runOf(each);
    judged = judgePanels(run, truthsOf(run, each.judged), lookOf(each));
  }, 5 * minute);

  it('shows nothing that is not true', () => {
    const wrong = judged.flatMap(({ panel, refId, verdict }) =>
      'wrong' in verdict && verdict.wrong.length > 0
        ? [{ panel, refId, judged: verdict.judged, wrong: verdict.wrong.length, first: verdict.wrong[0] }]
        : []
    );
    expect(wrong).toEqual([]);
  });

  it('has values to judge', () => {
    expect(judged.reduce((sum, { verdict }) => sum + ('judged' in verdict ? verdict.judged : 0), 0)).toBeGreaterThan(
      50
    );
  });
});

describe('truths', () => {
  it('are of panels that there are', () => {
    const known = new Set(panels.map(({ id }) => id));
    const run = simulate({ ...(cases[0]?.scenario ?? fail()), durationSeconds: 60 }, 15, readersOf('all pages'));
    expect(Object.keys(truthsOf(run, 'all pages')).filter((id) => !known.has(id))).toEqual([]);
  });
});

function fail(): never {
  throw new Error('there is no case');
}
