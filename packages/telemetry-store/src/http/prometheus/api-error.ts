/** What Prometheus calls the kind of an error, and the HTTP status it has. */
const STATUS = { bad_data: 400, execution: 422 } as const;

/** A request that Prometheus answers with an error. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly type: keyof typeof STATUS,
    message: string
  ) {
    super(message);
  }

  get status(): number {
    return STATUS[this.type];
  }
}

export function invalidParameter(name: string, reason: string): ApiError {
  return new ApiError('bad_data', `invalid parameter ${JSON.stringify(name)}: ${reason}`);
}
