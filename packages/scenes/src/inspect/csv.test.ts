import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { csv, type Cell } from './csv.ts';

const line = (...cells: readonly Cell[]): string => csv([cells]).replace('\uFEFF', '').replace(/\r\n$/, '');

/** Reads CSV back by RFC 4180. */
function read(text: string): string[][] {
  const rows: string[][] = [];
  const cell = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n)/gy;
  let row: string[] = [];
  for (let found = cell.exec(text); found !== null; found = cell.exec(text)) {
    const [, raw = '', end] = found;
    row.push(raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw);
    if (end === '\r\n') {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

describe('csv', () => {
  it('begins with a byte order mark and ends every row with CR LF', () => {
    expect(csv([['a', 1], [null]])).toBe('\uFEFFa,1\r\n\r\n');
  });

  it('writes numbers in full and leaves absent cells empty', () => {
    expect(line(0.1 + 0.2, -1e-9, NaN, null, Infinity)).toBe('0.30000000000000004,-1e-9,NaN,,Infinity');
  });

  it('quotes what would end a cell', () => {
    expect(line('a,b', 'say "hi"', 'two\nlines')).toBe('"a,b","say ""hi""","two\nlines"');
  });

  it.each(['=HYPERLINK("http://x")', '+1+cmd|calc', '-1+1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', '－1+1'])(
    'disarms the formula %j',
    (text) => {
      const [[cell] = []] = read(line(text) + '\r\n');
      expect(cell).toBe(`'${text}`);
    }
  );

  it.each(['-5', '+5', '-0.25', '-1e-9'])('leaves the number %s as it is, though it is a text', (text) => {
    expect(line(text)).toBe(text);
  });

  it('gives every text back, whatever it holds, at most with an apostrophe before it', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.string({ unit: 'binary' }), { minLength: 2 }), { minLength: 1 }), (rows) => {
        const back = read(csv(rows).slice(1));
        expect(back.map((row) => row.map((cell) => cell.replace(/^'(?=[=+\-@\t\r\n＝＋－＠])/, '')))).toEqual(
          rows.map((row) => row.map((cell) => cell.replace(/^'(?=[=+\-@\t\r\n＝＋－＠])/, '')))
        );
      })
    );
  });

  it('never begins a cell of text with the sign of a formula', () => {
    fc.assert(
      fc.property(fc.constantFrom(...'=+-@\t\r\n＝＋－＠'), fc.string({ unit: 'grapheme' }), (sign, rest) => {
        fc.pre(Number.isNaN(Number(sign + rest)));
        const [[cell = ''] = []] = read(`${line(sign + rest, 'x')}\r\n`);
        expect(cell.startsWith("'")).toBe(true);
      })
    );
  });
});
