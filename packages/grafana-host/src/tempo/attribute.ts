import { fieldOf, listIn, textIn } from '../api/read.ts';

export type AttributeValue = string | number | boolean;

export interface Attribute {
  readonly key: string;
  readonly value: AttributeValue;
}

/** Attributes of OTLP in JSON; lists and maps become JSON texts, as Grafana shows them. */
export const attributesIn = (holder: unknown, name = 'attributes'): Attribute[] =>
  listIn(holder, name).map((attribute) => ({
    key: textIn(attribute, 'key'),
    value: attributeValue(fieldOf(attribute, 'value')),
  }));

/** An OTLP value. Whole numbers come as texts; beyond 2^53 they lose digits here, as they do in Grafana. */
export function attributeValue(value: unknown): AttributeValue {
  const plain = plainValue(value);
  return typeof plain === 'object' ? JSON.stringify(plain) : plain;
}

type Plain = AttributeValue | readonly Plain[] | { readonly [key: string]: Plain };

function plainValue(value: unknown): Plain {
  const [kind, content] = Object.entries(typeof value === 'object' && value !== null ? value : {})[0] ?? [];
  switch (kind) {
    case 'intValue':
    case 'doubleValue':
      return Number(content);
    case 'boolValue':
      return content === true;
    case 'arrayValue':
      return listIn(content, 'values').map(attributeValue);
    case 'kvlistValue':
      return Object.fromEntries(attributesIn(content, 'values').map(({ key, value: inner }) => [key, inner]));
    default:
      return typeof content === 'string' ? content : '';
  }
}
