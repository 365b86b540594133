import { describe, expect, it } from 'vitest';

import { lineIds } from './line-id.ts';

// Grafana's own checksum of this line.
const labels = { code: 'one",', location: 'moon🌙' };
const line = { timeNs: '1645030244810757120', line: 'log line error 1', labels };
const id = '1645030244810757120_1d8c2178';

describe('the id of a line', () => {
  it('is its time and a checksum', () => {
    expect(lineIds([line])).toEqual([id]);
  });

  it('differs with text and labels', () => {
    const ids = lineIds([line, { ...line, line: 'log line 2' }, { ...line, labels: {} }]);
    expect(new Set(ids).size).toBe(3);
  });

  it('counts equal lines', () => {
    expect(lineIds([line, line, line])).toEqual([id, `${id}_1`, `${id}_2`]);
  });
});
