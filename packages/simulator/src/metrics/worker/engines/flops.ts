const BILLION = 1e9;
/** Where the name of a model does not tell. */
const PARAMETERS_OF_A_SMALL_MODEL = 8 * BILLION;

/** Parameters of a model, from a name such as `chat-70b`. */
export function parametersOf(model: string): number {
  const size = /(\d+(?:\.\d+)?)b\b/i.exec(model)?.[1];
  return size === undefined ? PARAMETERS_OF_A_SMALL_MODEL : Number(size) * BILLION;
}

/** Two operations a parameter and token. */
export const operations = (model: string, tokens: number): number => 2 * parametersOf(model) * tokens;
