import { EmbeddedScene, SceneCanvasText, sceneGraph, SceneVariableSet } from '@grafana/scenes';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { TypedTextVariable } from './typed-text.ts';

/** What a query becomes when a reader has typed something. */
function filled(template: string, value: string): string {
  const variables = [new TypedTextVariable({ name: 'text', value })];
  const scene = new EmbeddedScene({
    $variables: new SceneVariableSet({ variables }),
    body: new SceneCanvasText({ text: '' }),
  });
  return sceneGraph.interpolate(scene, template);
}

/** What RE2 matches with the codes that are written, as JavaScript spells them. */
const pattern = (re2: string) => new RegExp(`^(?:${re2.replaceAll('\\x{', '\\u{')})$`, 'u');
const readLiteral = (written: string): string =>
  written
    .slice(1, -1)
    .replace(/\\u([0-9a-f]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** Half a pair of surrogates is no text. */
const typed = fc.string({ unit: 'grapheme' });
const hostile = [
  'a `tick`',
  'C:\\logs\\',
  'say "hi"',
  '$model ${model:regex} [[model]]',
  '(a+b)*[c]{2}|d?',
  'it’s /100 %/',
];

describe('a text that a reader types', () => {
  it.each(hostile)('%s survives as a pattern and as a literal', (value) => {
    const re2 = filled('${text:regex}', value);
    expect(re2).not.toMatch(/[`"$]/);
    expect(pattern(re2).test(value)).toBe(true);
    expect(readLiteral(filled('${text:doublequote}', value))).toBe(value);
  });

  it('survives as a pattern, whatever it is, and matches nothing else', () => {
    fc.assert(
      fc.property(typed, typed, (value, other) => {
        const re2 = filled('${text:regex}', value);
        expect(re2).not.toMatch(/[`"$]/);
        expect(pattern(re2).test(value)).toBe(true);
        expect(pattern(re2).test(other)).toBe(other === value);
      })
    );
  });

  it('survives as a literal, whatever it is', () => {
    fc.assert(
      fc.property(typed, (value) => {
        const written = filled('${text:doublequote}', value);
        expect(written.slice(1, -1)).not.toMatch(/["$]/);
        expect(readLiteral(written)).toBe(value);
      })
    );
  });

  it('is encoded in addresses, and plain where no format is named', () => {
    expect(filled('${text:percentencode}', 'a&b')).toBe('a%26b');
    expect(filled('${text:queryparam}', 'a&b')).toBe('var-text=a%26b');
    expect(filled('$text', 'a&b')).toBe('a&b');
  });
});
