import { describe, expect, it } from 'vitest';

import type { Lines } from '../testing/logs.ts';
import { linesOf, logStoreOf, parsedOf, seconds } from '../testing/logs.ts';

/** The labels that a pipeline makes of each line of a stream `{app="a", level="info"}` with a structured `pod`. */
function parsed(pipeline: string, ...lines: Lines): unknown {
  const store = logStoreOf({ 'app="a", level="info"': lines });
  return parsedOf(store, `{app="a"} ${pipeline}`).map(([, labels]) => labels);
}

/** The lines that a pipeline keeps, as they come out. */
function kept(pipeline: string, ...lines: Lines): unknown {
  const store = logStoreOf({ 'app="a", level="info"': lines });
  return linesOf(store, `{app="a"} ${pipeline}`).map(({ line }) => line);
}

const details = { __error_details__: expect.any(String) as string };

describe('labels of a line', () => {
  it('are told apart by where they come from', () => {
    const store = logStoreOf({ 'app="a", level="info"': [['{"x":"1","pod":"p","app":"other"}', { pod: 'a-0' }]] });
    expect(linesOf(store, '{app="a"} | json')).toEqual([
      {
        timestampNs: seconds(1),
        line: '{"x":"1","pod":"p","app":"other"}',
        stream: { app: 'a', level: 'info' },
        structuredMetadata: { detected_level: 'x', pod: 'a-0' },
        parsed: { app_extracted: 'other', pod_extracted: 'p', x: '1' },
      },
    ]);
  });
});

describe('| json', () => {
  it('makes labels of text, numbers and booleans, with names that labels may have', () => {
    expect(
      parsed(
        '| json',
        '{"request.outcome":"success","n":1.50,"id":10614710847650224950,"b":true,"no":null,"list":[1],"o":{"p":{"q r":"s"},"t":""}}'
      )
    ).toEqual([
      { request_outcome: 'success', n: '1.50', id: '10614710847650224950', b: 'true', o_p_q_r: 's', o_t: '' },
    ]);
  });

  it('leaves labels and structured metadata alone', () => {
    expect(parsed('| json', ['{"level":"INFO","pod":"x","a":{"b":"1"}}', { pod: 'a-0', a_b: '2' }])).toEqual([
      { level_extracted: 'INFO', pod_extracted: 'x', a_b_extracted: '1' },
    ]);
  });

  it('takes the first of two equal keys, also of an earlier stage', () => {
    expect(parsed('| json | logfmt', '{"a":"1","a":"2"} a=3')).toEqual([{ a: '1' }]);
  });

  it('keeps a line that is no JSON, and marks it', () => {
    expect(parsed('| json', 'plain', '{"a":"1",', '')).toEqual([
      { __error__: 'JSONParserErr', ...details },
      { a: '1', __error__: 'JSONParserErr', ...details },
      { __error__: 'JSONParserErr', ...details },
    ]);
  });
});

describe('| json with fields', () => {
  const line =
    '{"ttft_ms":"5.1","worker_id":10614710847650224950,"request.outcome":"ok","request":{"outcome":"no"},"n":null,"l":[1,"a"],"o":{"p":"q"}}';

  it('makes the labels that are named', () => {
    expect(
      parsed(
        '| json ttft_ms, id="worker_id", outcome=`["request.outcome"]`, nested="request.outcome", l, o, e="l[1]", n',
        line
      )
    ).toEqual([
      {
        ttft_ms: '5.1',
        id: '10614710847650224950',
        outcome: 'ok',
        nested: 'no',
        l: '[1,"a"]',
        o: '{"p":"q"}',
        e: 'a',
        n: '',
      },
    ]);
  });

  it('makes empty labels of what is missing', () => {
    expect(parsed('| json missing, deep="o.x.y", wrong="ttft_ms.x"', line)).toEqual([
      { missing: '', deep: '', wrong: '' },
    ]);
  });

  it('leaves labels and structured metadata alone, found or not', () => {
    expect(parsed('| json app, pod, level', ['{"app":"x"}', { pod: 'a-0' }])).toEqual([{ app_extracted: 'x' }]);
  });

  it('marks a line that does not start like JSON, and makes nothing empty there', () => {
    expect(parsed('| json a', 'plain', '')).toEqual([{ __error__: 'JSONParserErr' }, {}]);
    expect(parsed('| json a', '{"b":1,oops')).toEqual([{ a: '' }]);
  });
});

describe('| logfmt', () => {
  it('makes labels of its keys, and passes mistakes over', () => {
    expect(parsed('| logfmt', 'level=warn msg="a b" empty= flag =x took=1s')).toEqual([
      { level_extracted: 'warn', msg: 'a b', took: '1s' },
    ]);
    expect(parsed('| logfmt --keep-empty', 'empty= flag')).toEqual([{ empty: '', flag: '' }]);
  });

  it('stops at a mistake when strict, and marks the line', () => {
    expect(parsed('| logfmt --strict', 'a=1 =x b=2')).toEqual([{ a: '1', __error__: 'LogfmtParserErr', ...details }]);
  });

  it('with fields makes those, empty where they are missing', () => {
    expect(parsed('| logfmt took, text="msg", app, none', 'msg="a b" took=1s app=x')).toEqual([
      { took: '1s', text: 'a b', app_extracted: 'x', none: '' },
    ]);
  });
});

describe('| pattern and | regexp', () => {
  it('make labels of captures', () => {
    expect(parsed('| pattern "<method> <path> <_>"', 'GET /x 200', 'GET')).toEqual([
      { method: 'GET', path: '/x' },
      { method: 'GET' },
    ]);
    expect(parsed('| regexp "(?P<method>[A-Z]+) (?:(?P<path>/.*)|-) (.*)"', 'GET /x 200', 'GET - 200', 'none')).toEqual(
      [{ method: 'GET', path: '/x' }, { method: 'GET', path: '' }, {}]
    );
  });
});

describe('a label filter', () => {
  it('compares text as it is, and a missing label as empty', () => {
    const lines = ['{"a":"1"}', '{"a":""}', '{}'];
    expect(kept('| json | a=""', ...lines)).toEqual(['{"a":""}', '{}']);
    expect(kept('| json | a!=""', ...lines)).toEqual(['{"a":"1"}']);
    expect(kept('| json | a=~"1|2"', ...lines)).toEqual(['{"a":"1"}']);
    expect(kept('| json | a!~"1.+"', ...lines)).toEqual(lines);
  });

  it('compares numbers, durations and sizes', () => {
    const lines = ['{"n":"5","d":"5ms","s":"5KB"}', '{"n":"50.5","d":"1.5s","s":"1MiB"}'];
    expect(kept('| json | n >= 50.5', ...lines)).toEqual([lines[1]]);
    expect(kept('| json | n = 5.0', ...lines)).toEqual([lines[0]]);
    expect(kept('| json | d > 1s', ...lines)).toEqual([lines[1]]);
    expect(kept('| json | s <= 5000B', ...lines)).toEqual([lines[0]]);
    expect(kept('| json | n != 5 and d > 1s or s < 1KB', ...lines)).toEqual([lines[1]]);
  });

  it('by number tells neighbours beyond 2^53 no longer apart; text does', () => {
    const lines = ['{"w":3373143388922149792}', '{"w":3373143388922149793}'];
    expect(kept('| json | w = 3373143388922149792', ...lines)).toEqual(lines);
    expect(kept('| json | w = "3373143388922149792"', ...lines)).toEqual([lines[0]]);
  });

  it('drops a line without the label', () => {
    expect(kept('| json | n > 0', '{}', '{"n":1}')).toEqual(['{"n":1}']);
  });

  it('keeps a line whose value cannot be compared, and marks it', () => {
    expect(parsed('| json n | n > 500', '{}', '{"n":1}', '{"n":"x"}')).toEqual([
      { n: '', __error__: 'LabelFilterErr', ...details },
      { n: 'x', __error__: 'LabelFilterErr', ...details },
    ]);
    expect(parsed('| json | n > 1s', '{"n":"12"}')).toEqual([
      { n: '12', __error__: 'LabelFilterErr', __error_details__: 'time: missing unit in duration "12"' },
    ]);
    expect(parsed('| json | n > 1KB', '{"n":"a"}')).toEqual([{ n: 'a', __error__: 'LabelFilterErr', ...details }]);
  });

  it('does not overwrite an earlier error', () => {
    expect(parsed('| json | n > 1', ['plain', { n: 'x' }])).toEqual([{ __error__: 'JSONParserErr', ...details }]);
  });

  it('tells lines with and without an error apart', () => {
    const lines = ['{"n":900}', '{}', 'plain'];
    expect(kept('| json n | n >= 500 | __error__=""', ...lines)).toEqual(['{"n":900}']);
    expect(kept('| json | __error__="JSONParserErr"', ...lines)).toEqual(['plain']);
    expect(kept('| json | __error__!=""', ...lines)).toEqual(['plain']);
  });
});

describe('structured metadata', () => {
  it('is filtered like labels, without a parser', () => {
    expect(kept('| trace_id="t1"', ['a', { trace_id: 't1' }], ['b', { trace_id: 't2' }], 'c')).toEqual(['a']);
    expect(kept('| elapsed_ms > 1000', ['a', { elapsed_ms: '1500' }], ['b', { elapsed_ms: '20' }], 'c')).toEqual(['a']);
  });

  it('keeps its value where a line is no JSON, so that one query serves both ways into Loki', () => {
    const lines: Lines = [['request completed', { trace_id: 't1' }], '{"trace_id":"t1"}', '{"trace_id":"t2"}'];
    expect(kept('| json trace_id | trace_id="t1" | drop __error__, __error_details__', ...lines)).toEqual([
      'request completed',
      '{"trace_id":"t1"}',
    ]);
  });
});

describe('| label_format', () => {
  it('fills templates and renames', () => {
    expect(parsed('| json | label_format d="{{.ms}}ms", s="{{divf .ms 1000}}", was=app', '{"ms":"427.83"}')).toEqual([
      { d: '427.83ms', ms: '427.83', s: '0.42783', was: 'a' },
    ]);
    expect(linesOf(logStoreOf({ 'app="a"': ['x'] }), '{app="a"} | label_format was=app')).toMatchObject([
      { stream: {}, parsed: { was: 'a' } },
    ]);
  });

  it('sees labels as they were before the stage', () => {
    expect(parsed('| json | label_format a="{{.b}}", b="{{.a}}"', '{"a":"1","b":"2"}')).toEqual([{ a: '2', b: '1' }]);
  });

  it('leaves alone what cannot be renamed or calculated', () => {
    expect(parsed('| label_format a=missing', 'x')).toEqual([{}]);
    expect(parsed('| label_format a="{{divf 1 0}}"', 'x')).toEqual([
      { __error__: 'TemplateFormatErr', __error_details__: 'error calling divf: decimal division by 0' },
    ]);
  });

  it('makes thresholds in seconds possible', () => {
    const lines = ['{"ms":"427.83"}', '{"ms":"500"}', '{}'];
    expect(kept('| json ms | ms != "" | label_format d="{{.ms}}ms" | d >= 0.5s', ...lines)).toEqual(['{"ms":"500"}']);
    expect(kept('| json ms | label_format d="{{.ms}}ms" | d >= 0.5s', ...lines)).toEqual(['{"ms":"500"}', '{}']);
    expect(kept('| json ms | ms != "" | label_format s="{{divf .ms 1000}}" | s >= 0.5', ...lines)).toEqual([
      '{"ms":"500"}',
    ]);
  });
});

describe('| line_format, | decolorize', () => {
  it('change the line, for later filters too', () => {
    expect(kept('| json | line_format "{{.app}}: {{.m}}" |= "a: y"', '{"m":"x"}', '{"m":"y"}')).toEqual(['a: y']);
    expect(kept('| line_format "{{.missing}}"', 'x')).toEqual(['']);
    expect(kept('| decolorize', '\u001b[31mred\u001b[0m')).toEqual(['red']);
  });

  it('leave the line of a template that fails', () => {
    expect(kept('| line_format "{{divf 1 0}}"', 'x')).toEqual(['x']);
  });
});

describe('| drop and | keep', () => {
  it('take labels away by name or by value', () => {
    const line = '{"a":"1","b":"2"}';
    expect(parsed('| json | drop a', line)).toEqual([{ b: '2' }]);
    expect(parsed('| json | drop a="2", b=~"2"', line)).toEqual([{ a: '1' }]);
    expect(parsed('| json | keep a', line)).toEqual([{ a: '1' }]);
    expect(parsed('| json | keep a="2", b="2"', line)).toEqual([{ b: '2' }]);
    expect(linesOf(logStoreOf({ 'app="a", x="y"': [['l', { pod: 'p' }]] }), '{app="a"} | drop app, pod')).toMatchObject(
      [{ stream: { x: 'y' }, structuredMetadata: { detected_level: 'x' } }]
    );
  });

  it('forget an error, or keep it', () => {
    expect(parsed('| json | drop __error__, __error_details__', 'plain')).toEqual([{}]);
    expect(parsed('| json | drop __error__="LabelFilterErr"', 'plain')).toEqual([
      { __error__: 'JSONParserErr', ...details },
    ]);
    expect(parsed('| json | keep a', 'plain')).toEqual([{ __error__: 'JSONParserErr', ...details }]);
  });
});
