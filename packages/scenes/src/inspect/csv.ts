/** A cell: text, number, or nothing. */
export type Cell = string | number | null;

/** Spreadsheets read cells that begin so as formulas, those in full width too (OWASP, CSV injection). */
const formula = /^[=+\-@\t\r\n＝＋－＠]/;
const plainNumber = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Tells spreadsheets that the file is UTF-8. */
const byteOrderMark = '\uFEFF';

/**
 * A table as CSV (RFC 4180, UTF-8 with a byte order mark). Numbers are written in full and absent cells stay empty. Labels come from
 * whoever sends requests, so text that a spreadsheet would run as a formula gets an apostrophe in front, as spreadsheets write it.
 */
export function csv(rows: ReadonlyArray<readonly Cell[]>): string {
  return byteOrderMark + rows.map((row) => `${row.map(printCell).join(',')}\r\n`).join('');
}

function printCell(cell: Cell): string {
  if (cell === null) {
    return '';
  }
  return typeof cell === 'number' ? String(cell) : quote(harmless(cell));
}

const harmless = (text: string): string => (formula.test(text) && !plainNumber.test(text) ? `'${text}` : text);

const quote = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
