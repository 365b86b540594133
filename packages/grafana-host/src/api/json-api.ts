/** The reading half of an HTTP API that answers JSON, such as Loki's or Tempo's: over the network, or in the page itself. */
export interface JsonApi {
  /**
   * Resolves with the body of the answer. `path` begins with a slash and is encoded already.
   * Rejects with an ApiError when the API refuses, and with another Error when nobody answers.
   */
  get(path: string, params: URLSearchParams, signal?: AbortSignal): Promise<unknown>;
}

/** The API answered, but with an error. The message may be shown to the user. */
export class ApiError extends Error {
  constructor(
    /** The HTTP status. */
    readonly status: number,
    message: string
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

/** The body of a good answer. @throws ApiError with the words of the API, which come as text or inside JSON. */
export function acceptedBody(status: number, body: unknown): unknown {
  if (status >= 200 && status < 300) {
    return body;
  }
  throw new ApiError(status, messageOf(body) || `The data source answered with status ${status}`);
}

function messageOf(body: unknown): string {
  if (typeof body === 'string') {
    return body.trim();
  }
  const { message, error } =
    typeof body === 'object' && body !== null ? (body as Partial<Record<string, unknown>>) : {};
  return [message, error].find((text) => typeof text === 'string') ?? '';
}
