/** An export request that is not OTLP/JSON. `message` names the place, e.g. `resourceSpans[0].scopeSpans[0]`. */
export class OtlpError extends Error {
  override readonly name = 'OtlpError';

  constructor(
    readonly place: string,
    readonly reason: string
  ) {
    super(place === '' ? reason : `${place}: ${reason}`);
  }
}
