/** A parameter of a request that Loki refuses. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
}
