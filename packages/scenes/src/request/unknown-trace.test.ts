import { describe, expect, it } from 'vitest';

import { isUnknownTrace } from './unknown-trace.ts';

/** As Grafana 12.3 words it, of a Tempo that answers with 404 and of one that answers with an empty trace. */
const fromGrafana = [
  'failed to get trace with id: 0abc Status: 404 Not Found Body: trace not found',
  'failed to get trace with id: 0abc Status: Not Found',
];

describe('an error that says that there is no such trace', () => {
  it.each(fromGrafana)('is told from others: %s', (message) => {
    expect(isUnknownTrace([{ message }])).toBe(true);
  });

  it.each([
    'failed to get trace with id: 0abc Status: 500 Internal Server Error Body: Not Found in cache',
    'failed to get trace with id: 0abc Status: 504 Gateway Timeout Body: ',
    'Bad Gateway',
  ])('is none: %s', (message) => {
    expect(isUnknownTrace([{ message }])).toBe(false);
  });

  it('is none where nothing failed, or nothing is said', () => {
    expect(isUnknownTrace(undefined)).toBe(false);
    expect(isUnknownTrace([{}])).toBe(false);
  });
});
