import { describe, expect, it } from 'vitest';

import { attributesIn, attributeValue } from './attribute.ts';

describe('a value of OTLP', () => {
  it.each([
    [{ stringValue: 'a' }, 'a'],
    [{ intValue: '42' }, 42],
    [{ intValue: 42 }, 42],
    [{ doubleValue: 0.5 }, 0.5],
    [{ boolValue: false }, false],
    [{ arrayValue: { values: [{ stringValue: 'a' }, { intValue: '1' }] } }, '["a",1]'],
    [{ kvlistValue: { values: [{ key: 'k', value: { boolValue: true } }] } }, '{"k":true}'],
    [{ bytesValue: 'AQ==' }, 'AQ=='],
    [{}, ''],
    [undefined, ''],
  ])('%j', (value, plain) => {
    expect(attributeValue(value)).toBe(plain);
  });

  it('has a name', () => {
    expect(attributesIn({ attributes: [{ key: 'a', value: { stringValue: 'b' } }] })).toEqual([
      { key: 'a', value: 'b' },
    ]);
    expect(attributesIn(undefined)).toEqual([]);
  });
});
