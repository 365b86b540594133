/** A request that Tempo answers with 400 and this text. */
export class BadRequest extends Error {
  override readonly name = 'BadRequest';
}
