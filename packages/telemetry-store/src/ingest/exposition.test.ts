import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { LabelSet } from '../labels/label-set.ts';
import { ExpositionError } from './exposition-error.ts';
import { detectFormat, parseExposition } from './exposition.ts';
import { LineScanner } from './line-scanner.ts';

const labelsOf = (series: string): Record<string, string> =>
  LabelSet.of(new LineScanner(series, 1).labels()).toObject();

describe('a page in the Prometheus text format', () => {
  it('gives samples, with times in milliseconds', () => {
    const { samples } = parseExposition('a 1\n\n  b{x="1",} +Inf 1500\r\n# a comment\nc{ x = "1" , y="2" }\tNaN -5');
    expect(samples).toEqual([
      { series: 'a', value: 1, timeMs: undefined, line: 1 },
      { series: 'b{x="1",}', value: Infinity, timeMs: 1500, line: 3 },
      { series: 'c{ x = "1" , y="2" }', value: NaN, timeMs: -5, line: 5 },
    ]);
    expect(labelsOf('c{ x = "1" , y="2" }')).toEqual({ __name__: 'c', x: '1', y: '2' });
  });

  it('gives what it says of families', () => {
    const { metadata } = parseExposition('# HELP a One\\nof \\\\ them\n# TYPE a counter\na 1\n#TYPE b gauge\n');
    expect([...metadata]).toEqual([['a', { type: 'counter', help: 'One\nof \\ them', unit: '' }]]);
  });

  it('undoes escapes in label values', () => {
    expect(labelsOf('a{x="q\\"b\\\\n\\n\\t}"}')).toEqual({ __name__: 'a', x: 'q"b\\n\n\\t}' });
  });

  it.each([
    ['1a 2', 'starts with a metric name'],
    ['a', 'value is missing'],
    ['a b', 'value is missing or is not a number'],
    ['a{x="1" 2', 'expected label="value" or }'],
    ['a{x=1} 2', 'expected label="value" or } at column 3'],
    ['a{x="1"y="2"} 2', 'expected label="value" or }'],
    ['a{x="1} 2', 'expected label="value" or }'],
    ['a{x="1",x="2"} 2', 'label x is given twice'],
    ['a 1 1.5', '"1.5" is not a timestamp'],
    ['a 1 15 # {}', 'unexpected "#" after the timestamp'],
    ['a 1 # {} 1', '"#" is not a timestamp'],
  ])('that has the line %j is refused with its number', (line, reason) => {
    const read = (): unknown => parseExposition(`ok 1\n${line}\n`, 'prometheus');
    expect(read).toThrow(ExpositionError);
    expect(read).toThrow('line 2: ');
    expect(read).toThrow(reason);
  });

  it('reads back any label value that was escaped', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.double(), (value, number) => {
        const escaped = value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"');
        const [sample] = parseExposition(`m{l="${escaped}"} ${number}`, 'prometheus').samples;
        expect(labelsOf(sample?.series ?? '')).toEqual(value === '' ? { __name__: 'm' } : { __name__: 'm', l: value });
        // The text format has no negative zero of its own in JavaScript's printing.
        expect(sample?.value).toBe(number === 0 ? 0 : number);
      })
    );
  });

  it('never answers hostile text with anything but samples or an ExpositionError', () => {
    const parts = fc.constantFrom('a', '{', '}', '"', '\\', '=', ',', ' ', '\n', '#', '1', 'NaN', 'HELP', 'TYPE');
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 20 }), (text) => {
        try {
          expect(parseExposition(text.join('')).samples).toBeInstanceOf(Array);
        } catch (error) {
          expect(error).toBeInstanceOf(ExpositionError);
        }
      })
    );
  });
});

describe('a page in OpenMetrics', () => {
  it('is known by its end', () => {
    expect(detectFormat('a 1\n# EOF\n')).toBe('openmetrics');
    expect(detectFormat('# EOF')).toBe('openmetrics');
    expect(detectFormat('a 1\n# EOF of a comment\n')).toBe('prometheus');
    expect(detectFormat('a{b="# EOF"} 1\n')).toBe('prometheus');
  });

  it('has times in seconds and exemplars, which are left out', () => {
    const page = [
      '# TYPE a histogram',
      '# UNIT a seconds',
      'a_bucket{le="1"} 2 1.5 # {trace_id="x"} 0.5',
      'a_count 2 # {trace_id="}"} 1',
      '# EOF',
    ];
    const { samples, metadata } = parseExposition(page.join('\n'));
    expect(samples).toEqual([
      { series: 'a_bucket{le="1"}', value: 2, timeMs: 1500, line: 3 },
      { series: 'a_count', value: 2, timeMs: undefined, line: 4 },
    ]);
    expect(metadata.get('a')).toEqual({ type: 'histogram', help: '', unit: 'seconds' });
  });

  it('refuses a time that is not finite', () => {
    expect(() => parseExposition('a 1 Inf\n# EOF')).toThrow('line 1: "Inf" is not a timestamp');
  });
});
