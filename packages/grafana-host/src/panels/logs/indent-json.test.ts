import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { indentJson } from './indent-json.ts';

describe('JSON in a line', () => {
  it('gets a line for each member', () => {
    expect(indentJson('{"a":1,"b":[true,{"c":"x, {y}: z"}],"d":{},"e":[]}')).toBe(
      '{\n  "a": 1,\n  "b": [\n    true,\n    {\n      "c": "x, {y}: z"\n    }\n  ],\n  "d": {},\n  "e": []\n}'
    );
  });

  it('keeps all digits of large numbers', () => {
    expect(indentJson('{"worker_id":10614710847650224950}')).toContain('10614710847650224950');
  });

  it.each(['plain text', '{"cut":', '"text"', '42', ''])('stays as it is where it is none: %s', (text) => {
    expect(indentJson(text)).toBe(text);
  });

  it('says the same as before', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.dictionary(
            fc.string(),
            fc.json().map((each): unknown => JSON.parse(each))
          ),
          fc.array(fc.jsonValue())
        ),
        (value) => {
          const text = JSON.stringify(value);
          expect(JSON.parse(indentJson(text))).toEqual(JSON.parse(text));
        }
      )
    );
  });
});
