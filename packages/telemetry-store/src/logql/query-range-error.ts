/** A range or a step that makes no sense, or asks for too many points. */
export class QueryRangeError extends RangeError {
  override readonly name = 'QueryRangeError';
}
