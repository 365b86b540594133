import { MetricStore } from '@dynamo-observability/telemetry-store';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { interpolateForPromQl } from './interpolate.ts';

const several = { multi: true, includeAll: true };
const one = { multi: false, includeAll: false };

describe('a variable in PromQL', () => {
  it('with one value chosen of several is that value as a pattern', () => {
    expect(interpolateForPromQl(['demo/chat.small'], several)).toBe('demo/chat\\\\.small');
  });

  it('with several values is a choice of patterns', () => {
    expect(interpolateForPromQl(['a', 'b|c'], several)).toBe('(a|b\\\\|c)');
  });

  it('that can be All but holds one value is a pattern too', () => {
    expect(interpolateForPromQl('a.b', { includeAll: true })).toBe('a\\\\.b');
  });

  it('of one value is a text: only what would end the string is escaped', () => {
    expect(interpolateForPromQl("it's", one)).toBe("it\\\\'s");
    expect(interpolateForPromQl('a\\b.c', one)).toBe('a\\\\b.c');
  });

  it('keeps numbers as they are', () => {
    expect(interpolateForPromQl(0.99, one)).toBe('0.99');
  });

  it('as a pattern finds the very value and no other', () => {
    // Grafana leaves double quotes and line breaks alone; they would end the string.
    const values = fc.string({ unit: 'grapheme', minLength: 1 }).filter((value) => !/["\n]/.test(value));
    fc.assert(
      fc.property(values, values, (value, other) => {
        const store = new MetricStore();
        store.addSample({ __name__: 'up', model: value }, 1000, 1);
        if (other !== value) {
          store.addSample({ __name__: 'up', model: other }, 1000, 1);
        }
        const found = store.series([`up{model=~"${interpolateForPromQl([value], several)}"}`]);
        expect(found.map((labels) => labels['model'])).toEqual([value]);
      })
    );
  });
});
