import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { JsonType } from './json.ts';
import { parseKeepingDigits, scanArray, scanObject, unescapeJson } from './json.ts';

function members(text: string): Array<[string, JsonType, string]> {
  const found: Array<[string, JsonType, string]> = [];
  scanObject(text, (key, type, value) => {
    found.push([key, type, value]);
    return true;
  });
  return found;
}

describe('scanning a JSON object', () => {
  it('hands out its members in order, strings plain and the rest as written', () => {
    expect(members('{"a":"x\\n\\u00e9","b" : 1.50, "c":true,"d":null,"e":{"f":[1]},"g":[ 1 ]}')).toEqual([
      ['a', 'string', 'x\né'],
      ['b', 'number', '1.50'],
      ['c', 'boolean', 'true'],
      ['d', 'null', 'null'],
      ['e', 'object', '{"f":[1]}'],
      ['g', 'array', '[ 1 ]'],
    ]);
  });

  it('keeps all digits of a number', () => {
    expect(members('{"worker_id":10614710847650224950}')).toEqual([['worker_id', 'number', '10614710847650224950']]);
  });

  it('finds the same members as JSON.parse, whatever the strings hold', () => {
    const value = fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer(), fc.boolean(), fc.constant(null));
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.oneof(value, fc.array(value))), (object) => {
        const found = members(JSON.stringify(object)).map(([key, type, text]) => [
          key,
          type === 'string' ? text : (JSON.parse(text) as unknown),
        ]);
        const expected = Object.entries(object).map(([key, inner]) => [key, inner]);
        expect(found).toEqual(expected);
      })
    );
  });

  it('says how it ended', () => {
    const go = () => true;
    expect(scanObject('{}', go)).toBe('complete');
    expect(scanObject(' {"a":1} and more', go)).toBe('complete');
    expect(scanObject('{"a":1,"b":2}', () => false)).toBe('stopped');
    for (const text of [
      '',
      'text',
      '[1]',
      '{"a"',
      '{"a":',
      '{"a":1',
      '{"a":x}',
      '{"a" 1}',
      '{a:1}',
      '{"a":"b}',
      '{"a":1 "b":2}',
    ]) {
      expect(scanObject(text, go), text).toBe('malformed');
    }
  });

  it('has handed out what stands before a mistake', () => {
    expect(members('{"a":1,"b":oops}')).toEqual([['a', 'number', '1']]);
  });

  it('ends on any text', () => {
    const texts = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'{}[]",:\\a1 ') }));
    fc.assert(fc.property(texts, (text) => Array.isArray(members(text))));
  });
});

describe('scanning a JSON array', () => {
  it('hands out its elements', () => {
    const found: string[] = [];
    expect(
      scanArray('[1, "a", {"b":2}]', (index, type, value) => {
        found.push(`${index} ${type} ${value}`);
        return true;
      })
    ).toBe('complete');
    expect(found).toEqual(['0 number 1', '1 string a', '2 object {"b":2}']);
  });
});

describe('escapes in JSON strings', () => {
  it('are undone', () => {
    expect(unescapeJson('\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\ud83d\\ude00')).toBe('"\\/\b\f\n\r\tA😀');
  });

  it('that JSON does not know leave nothing', () => {
    expect(unescapeJson('a\\xb')).toBe('');
    expect(unescapeJson('a\\')).toBe('');
  });

  it('that are half a character become a space', () => {
    expect(unescapeJson('a\\ud83db')).toBe('a b');
  });
});

describe('parsing without losing digits', () => {
  it('reads integers beyond 2^53 as text and leaves the rest alone', () => {
    expect(
      parseKeepingDigits(
        '{"id":10614710847650224950,"text":"id:10614710847650224950","pi":3.14159265358979312,"n":[-5]}'
      )
    ).toEqual({
      id: '10614710847650224950',
      text: 'id:10614710847650224950',
      pi: 3.141592653589793,
      n: [-5],
    });
  });

  it('equals JSON.parse for JSON without such integers', () => {
    fc.assert(
      fc.property(
        fc.jsonValue().map((value) => JSON.stringify(value)),
        (text) => {
          fc.pre(!/\d{16}/.test(text));
          expect(parseKeepingDigits(text)).toEqual(JSON.parse(text));
        }
      )
    );
  });
});
