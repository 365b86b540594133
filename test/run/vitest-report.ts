import type { Outcome } from './step.ts';

/** What one test file reported, as far as we read it. */
interface FileResult {
  readonly name: string;
  readonly status: string;
  readonly tests: readonly { readonly status: string; readonly fullName: string }[];
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function filesOf(report: unknown): readonly FileResult[] {
  if (!isRecord(report) || !Array.isArray(report['testResults'])) {
    throw new TypeError('This is not a report of vitest: it has no list "testResults"');
  }
  return list(report['testResults'])
    .filter(isRecord)
    .map((file) => ({
      name: text(file['name']),
      status: text(file['status']),
      tests: list(file['assertionResults'])
        .filter(isRecord)
        .map((test) => ({ status: text(test['status']), fullName: text(test['fullName']) })),
    }));
}

/**
 * Counts the tests of a JSON report of vitest. A file that failed before its tests ran counts as one failure, and so does a run
 * that ended badly although no test failed, or that ran nothing at all: neither may look like success.
 * @param report the parsed report.
 * @param exitCode of vitest.
 * @throws TypeError when the report has another shape.
 */
export function countTests(report: unknown, exitCode: number): Outcome {
  const files = filesOf(report);
  const tests = files.flatMap((file) => file.tests);
  const broken = files.filter((f) => f.status === 'failed' && !f.tests.some((t) => t.status === 'failed'));
  const left = tests.filter((t) => t.status !== 'passed' && t.status !== 'failed');
  const counted = {
    passed: tests.filter((t) => t.status === 'passed').length,
    failed: tests.filter((t) => t.status === 'failed').length + broken.length,
    skipped: left.length,
    notes: [
      ...broken.map((f) => `${f.name} failed before its tests ran`),
      ...left.map((t) => `skipped: ${t.fullName.trim()}`),
    ],
  };
  if (tests.length === 0 && counted.failed === 0) {
    return { ...counted, failed: 1, notes: ['no test was found'] };
  }
  if (counted.failed === 0 && exitCode !== 0) {
    return { ...counted, failed: 1, notes: [...counted.notes, `vitest ended with code ${exitCode}`] };
  }
  return counted;
}
