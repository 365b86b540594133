import { dynamo } from '@dynamo-observability/dashboards';
import { describe, expect, it } from 'vitest';

import { panelsOf, readsGpus, subjectOf } from './subject.ts';

const all = dynamo.rows.flatMap(({ panels }) => panels);
const ttft = all.find(({ panel }) => panel.id === 'ttft');

describe('what a story shows', () => {
  it('is a page with all its panels', () => {
    const subject = subjectOf({ kind: 'page', dashboard: 'dynamo' });
    expect(subject).toEqual({ kind: 'page', dashboard: dynamo });
    expect(panelsOf(subject)).toEqual(all.map(({ panel }) => panel));
  });

  it('is a panel with its size', () => {
    const subject = subjectOf({ kind: 'panel', dashboard: 'dynamo', panel: 'ttft' });
    expect(subject).toEqual({ kind: 'panel', dashboard: dynamo, placed: ttft });
    expect(panelsOf(subject)).toEqual([ttft?.panel]);
  });

  it('is a page with the drawer of a panel', () => {
    const subject = subjectOf({ kind: 'drawer', dashboard: 'dynamo', panel: 'ttft' });
    expect(subject).toEqual({ kind: 'drawer', dashboard: dynamo, panel: ttft?.panel });
    expect(panelsOf(subject)).toHaveLength(all.length);
  });

  it('is a request, whose page may show panels of any dashboard', () => {
    const subject = subjectOf({ kind: 'request' });
    expect(panelsOf(subject).length).toBeGreaterThan(all.length);
  });

  it.each([
    [{ kind: 'page', dashboard: 'nothing' }, 'There is no dashboard "nothing"'],
    [{ kind: 'panel', dashboard: 'dynamo', panel: 'nothing' }, 'The dashboard "dynamo" has no panel "nothing"'],
    [{ kind: 'drawer', dashboard: 'dynamo', panel: 'nothing' }, 'The dashboard "dynamo" has no panel "nothing"'],
  ] as const)('cannot be what there is not: %j', (shown, message) => {
    expect(() => subjectOf(shown)).toThrow(message);
  });
});

describe('values of GPUs', () => {
  it.each([
    [{ kind: 'panel', dashboard: 'dynamo', panel: 'gpu-power' }, true],
    [{ kind: 'panel', dashboard: 'dynamo', panel: 'energy-per-token' }, true],
    [{ kind: 'panel', dashboard: 'dynamo', panel: 'ttft' }, false],
    [{ kind: 'page', dashboard: 'dynamo' }, true],
    [{ kind: 'page', dashboard: 'dynamo-planner' }, false],
    [{ kind: 'request' }, false],
  ] as const)('are in %j: %s', (shown, are) => {
    expect(readsGpus(subjectOf(shown))).toBe(are);
  });
});
