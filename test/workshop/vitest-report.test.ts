import { describe, expect, it } from 'vitest';

import { countTests } from '../run/vitest-report.ts';

const file = (name: string, status: string, ...tests: string[]) => ({
  name,
  status,
  assertionResults: tests.map((s, i) => ({ status: s, fullName: `${name} ${i}` })),
});
const report = (...testResults: unknown[]) => ({ testResults });

describe('counts of a vitest report', () => {
  it('adds up the files', () => {
    const twoFiles = report(file('a', 'passed', 'passed', 'passed'), file('b', 'failed', 'passed', 'failed'));
    expect(countTests(twoFiles, 1)).toEqual({ passed: 3, failed: 1, skipped: 0, notes: [] });
  });

  it('names what was skipped, whatever vitest calls it', () => {
    const outcome = countTests(report(file('a', 'passed', 'passed', 'skipped', 'pending', 'todo')), 0);
    expect(outcome).toMatchObject({ passed: 1, failed: 0, skipped: 3 });
    expect(outcome.notes).toEqual(['skipped: a 1', 'skipped: a 2', 'skipped: a 3']);
  });

  it('counts a file that did not load as a failure', () => {
    expect(countTests(report(file('a', 'passed', 'passed'), file('b', 'failed')), 1)).toEqual({
      passed: 1,
      failed: 1,
      skipped: 0,
      notes: ['b failed before its tests ran'],
    });
  });

  it('does not take a bad exit for success', () => {
    expect(countTests(report(file('a', 'passed', 'passed')), 1)).toMatchObject({ passed: 1, failed: 1 });
  });

  it('does not take an empty run for success', () => {
    expect(countTests(report(), 0)).toMatchObject({ failed: 1, notes: ['no test was found'] });
  });

  it.each([null, 'text', {}, { testResults: 3 }])('refuses %j', (other) => {
    expect(() => countTests(other, 0)).toThrow('not a report of vitest');
  });
});
