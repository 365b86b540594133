/** A query that parses but has no answer on this data, e.g. because labels do not match one to one. */
export class EvaluationError extends Error {
  override readonly name = 'EvaluationError';
}
