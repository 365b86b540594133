/** A TraceQL query that is well formed and fails on the spans that it meets. */
export class TraceqlEvaluationError extends Error {
  override readonly name = 'TraceqlEvaluationError';
}
