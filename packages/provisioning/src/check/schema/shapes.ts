/** A JSON schema, as far as we write one. */
export type Schema = { readonly [keyword: string]: unknown };

export const text: Schema = { type: 'string' };

export const oneOf = (...values: readonly (string | number | boolean)[]): Schema => ({ enum: values });

export const list = (items: Schema): Schema => ({ type: 'array', items });

/** An object with these properties and no others. */
export const object = (required: Record<string, Schema>, optional: Record<string, Schema> = {}): Schema => ({
  type: 'object',
  properties: { ...required, ...optional },
  required: Object.keys(required),
  additionalProperties: false,
});
