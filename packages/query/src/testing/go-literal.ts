/** What Go makes of a string literal, as Loki and Tempo read it. For tests. */
export function readLiteral(written: string): string {
  if (written.startsWith('`')) {
    return written.slice(1, -1);
  }
  return written
    .slice(1, -1)
    .replace(/\\(?:u([0-9a-f]{4})|(.))/g, (_, code: string | undefined, sign: string | undefined) =>
      code === undefined ? (sign === 'n' ? '\n' : (sign ?? '')) : String.fromCharCode(parseInt(code, 16))
    );
}
