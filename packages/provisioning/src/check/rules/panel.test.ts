import { describe, expect, it } from 'vitest';

import {
  corruptSubject,
  exampleDashboard,
  examplePanel,
  exampleSubject,
  problemsOf,
} from '../../testing/example-dashboard.ts';
import { panelTargets } from './panel-targets.ts';
import { noValue, panelDescription, panelTitle } from './panel-text.ts';
import { panelUnit } from './panel-unit.ts';

type Change = Parameters<typeof examplePanel>[0];

const subject = (...changes: readonly Change[]) =>
  exampleSubject(exampleDashboard(changes.map((c) => examplePanel(c))));
const withUnit = (unit: string) =>
  subject({ fieldConfig: { defaults: { unit, noValue: 'No traffic.' }, overrides: [] } });

describe('panel-title', () => {
  it('accepts up to four words', () => {
    expect(problemsOf(panelTitle, subject({ title: 'Time to first token' }))).toEqual([]);
  });

  it('wants one, short, and unlike its neighbours', () => {
    expect(problemsOf(panelTitle, subject({ title: ' ' }))).toEqual(['it has no title']);
    expect(problemsOf(panelTitle, subject({ title: 'Time to the first token' }))).toEqual([
      'its title "Time to the first token" has more than four words',
    ]);
    expect(problemsOf(panelTitle, subject({ id: 'a' }, { id: 'b' }))).toHaveLength(2);
  });
});

describe('panel-description', () => {
  it('accepts a question with a reading', () => {
    expect(problemsOf(panelDescription, subject({}))).toEqual([]);
  });

  it('wants a question that asks, and how to read the answer', () => {
    expect(problemsOf(panelDescription, subject({ question: 'Requests.' }))).toEqual([
      'its question does not end in "?"',
    ]);
    expect(problemsOf(panelDescription, subject({ reading: '' }))).toEqual(['it does not say how to read it']);
  });

  it('looks at what is exported too', () => {
    expect(
      problemsOf(
        panelDescription,
        corruptSubject(() => ({ description: '' }))
      )
    ).toEqual(['its JSON has no description']);
  });
});

describe('no-value', () => {
  it('accepts one text in both places', () => {
    expect(problemsOf(noValue, subject({}))).toEqual([]);
  });

  it('wants the text, and shows it', () => {
    expect(problemsOf(noValue, subject({ absence: '' }))).toEqual(['it does not say what an empty panel means']);
    const fieldConfig = { defaults: { unit: 's' }, overrides: [] };
    expect(problemsOf(noValue, subject({ fieldConfig }))).toEqual(['its `noValue` is not the text of `absence`']);
  });
});

describe('panel-unit', () => {
  it.each(['reqps', 'percentunit', 'none', 'suffix: tokens/s'])('accepts %s', (unit) => {
    expect(problemsOf(panelUnit, withUnit(unit))).toEqual([]);
  });

  it.each(['seconds', 'suffix:', 'tokens per second'])('does not know %s', (unit) => {
    expect(problemsOf(panelUnit, withUnit(unit))).toEqual([`"${unit}" is not a unit that we know`]);
  });

  it.each(['heatmap', 'bargauge', 'state-timeline', 'table'] as const)('looks at a %s too', (kind) => {
    const fieldConfig = { defaults: { noValue: 'x' }, overrides: [] };
    expect(problemsOf(panelUnit, subject({ kind, fieldConfig }))).toEqual(['it has no unit']);
  });

  it('looks at the units of single columns', () => {
    const column = { matcher: { id: 'byName', options: 'x' }, properties: [{ id: 'unit', value: 'sec' }] };
    const fieldConfig = { defaults: { unit: 's' }, overrides: [column] };
    expect(problemsOf(panelUnit, subject({ fieldConfig }))).toEqual(['"sec" is not a unit that we know']);
  });
});

describe('panel-targets', () => {
  const [query] = examplePanel().queries;
  const queries = (...change: readonly object[]) =>
    query === undefined ? {} : { queries: change.map((c) => ({ ...query, ...c })) };

  it('accepts queries with a letter and a legend each', () => {
    expect(problemsOf(panelTargets, subject(queries({}, { refId: 'B' })))).toEqual([]);
  });

  it('wants something to be asked', () => {
    expect(problemsOf(panelTargets, subject({ queries: [] }))).toEqual(['it asks nothing']);
    const empty = corruptSubject(({ targets }) => ({ targets: targets.map((t) => ({ ...t, expr: '' })) }));
    expect(problemsOf(panelTargets, empty)).toEqual(['query A is empty']);
  });

  it('asks nothing of a panel that is only text', () => {
    expect(problemsOf(panelTargets, subject({ kind: 'text', queries: [] }))).toEqual([]);
    expect(problemsOf(panelTargets, subject({ kind: 'text' }))).toEqual(['it asks something and shows only text']);
  });

  it('wants a legend, and letters that differ', () => {
    expect(problemsOf(panelTargets, subject(queries({ legend: '' })))).toEqual(['query A has no legend']);
    expect(problemsOf(panelTargets, subject(queries({}, {})))).toEqual(['two queries are called A']);
  });
});
