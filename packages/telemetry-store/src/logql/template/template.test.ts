import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { TemplateError, UnsupportedTemplateError } from './parse.ts';
import { Template } from './template.ts';
import { TemplateExecutionError } from './value.ts';

const LABELS: Readonly<Record<string, string>> = {
  ttft_ms: '427.83',
  model: 'demo/chat',
  tokens: '96',
  tiny: '0.00005',
  text: ' x ',
};

function filled(source: string): string {
  return new Template(source).execute({ line: 'the line', get: (label) => LABELS[label] });
}

describe('a template', () => {
  it.each([
    ['plain text', 'plain text'],
    ['{{.ttft_ms}}ms', '427.83ms'],
    ['{{ .model }}/{{ .missing }}.', 'demo/chat/.'],
    ['{{ __line__ }}!', 'the line!'],
    ['a {{- .model -}} b', 'ademo/chatb'],
    ['a{{/* nothing */}}b', 'ab'],
    ['{{ "a}}b" }}{{ `c"` }}', 'a}}bc"'],
    ['{{ 1.50 }} {{ 7 }}', '1.5 7'],
  ])('%s gives %s', (source, expected) => {
    expect(filled(source)).toBe(expected);
  });

  it.each([
    ['{{divf .ttft_ms 1000}}', '0.42783'],
    ['{{ .ttft_ms | divf 1000 }}', '2.33737699553561'],
    ['{{addf .ttft_ms 0.1 0.07}}', '428'],
    ['{{mulf .tiny 0.1}}', '5e-06'],
    ['{{subf 1 .ttft_ms}}', '-426.83'],
    ['{{add .tokens 4}} {{div .tokens 5}} {{mod .tokens 5}} {{mul .tokens 2}} {{sub 1 .tokens}}', '100 19 1 192 -95'],
    ['{{add .ttft_ms 1}}', '1'],
    ['{{round .ttft_ms 1}} {{ceil .ttft_ms}} {{floor .ttft_ms}} {{round -2.7 0}}', '427.8 428 427 -3'],
    ['{{int "12.0"}} {{float64 .ttft_ms}} {{maxf 1.5 2}} {{min 3 2}}', '12 427.83 2 2'],
    ['{{ToUpper .model}} {{.model | upper | lower}}', 'DEMO/CHAT demo/chat'],
    [
      '[{{trim .text}}] {{trimPrefix "demo/" .model}} {{replace "/" "-" .model}} {{trunc 4 .model}} {{trunc -4 .model}}',
      '[x] chat demo-chat demo chat',
    ],
    ['{{default "-" .missing}} {{ .model | default "-" }}', '- demo/chat'],
    [
      '{{printf "%s|%6s|%-4s|%q|%d|%.1f|%05d|%v|%%" .tokens .tokens .tokens .text 7 1.25 42 1.5}}',
      '96|    96|96  |" x "|7|1.3|00042|1.5|%',
    ],
    ['{{printf "%d %s" .tokens}}', '%!d(string=96) %!s(MISSING)'],
    ['{{duration "1.5s"}} {{bytes "2KB"}} {{divf (duration "250ms") 2}}', '1.5 2000 0.125'],
  ])('%s calculates %s', (source, expected) => {
    expect(filled(source)).toBe(expected);
  });

  it('knows the labels that it reads', () => {
    expect(new Template('{{.a}} {{divf (addf .b 1) .c | printf "%.2f"}} {{__line__}}').fields()).toEqual([
      'a',
      'b',
      'c',
    ]);
  });

  it.each([
    '{{',
    '{{.a',
    '{{}}',
    '{{ .a .b }}',
    '{{ .a | .b }}',
    '{{ divf }}',
    '{{ lower .a .b }}',
    '{{ (.a }}',
    '{{ .a ) }}',
    '{{ "a }}',
  ])('that is %s is wrong', (source) => {
    expect(() => new Template(source)).toThrow(TemplateError);
  });

  it.each([
    ['{{if .a}}b{{end}}', 'template action if'],
    ['{{range .a}}', 'template action range'],
    ['{{ $x }}', 'a template variable'],
    ['{{ .a.b }}', 'the template field .a.b'],
    ['{{ fromJson .a }}', 'template function fromJson'],
    ['{{ __timestamp__ }}', 'template function __timestamp__'],
    ['{{ printf "%x" 5 }}', 'verb %x of printf'],
  ])('%s is not supported, and says so', (source, feature) => {
    expect(() => new Template(source)).toThrow(UnsupportedTemplateError);
    expect(() => new Template(source)).toThrow(`${feature} is not supported`);
  });

  it.each([
    ['{{divf 1 0}}', 'error calling divf: decimal division by 0'],
    ['{{div 1 .missing}}', 'error calling div: Division by zero'],
    ['{{lower 5}}', 'error calling lower: wrong type for value; expected string; got int64'],
    ['{{duration .model}}', 'error calling duration: "demo/chat" is no duration'],
  ])('%s fails on a line', (source, reason) => {
    expect(() => filled(source)).toThrow(TemplateExecutionError);
    expect(() => filled(source)).toThrow(reason);
  });

  it('copies any label as it is', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        expect(new Template('<{{.a}}>').execute({ line: '', get: () => value })).toBe(`<${value}>`);
      })
    );
  });
});
