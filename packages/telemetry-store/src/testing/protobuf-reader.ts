/** A message by its field numbers: integers, fixed numbers and bytes as they stand there, in their order. */
export type ReadMessage = Readonly<Record<number, ReadonlyArray<bigint | Uint8Array>>>;

/** Reads one message in protobuf's wire format, one level deep. Throws RangeError where it is cut off or knows a wire type not. */
export function readMessage(bytes: Uint8Array): ReadMessage {
  const fields: Record<number, Array<bigint | Uint8Array>> = {};
  let at = 0;
  const varint = (): bigint => {
    for (let value = 0n, shift = 0n; ; shift += 7n) {
      const byte = bytes[at++];
      if (byte === undefined) {
        throw new RangeError('the message is cut off');
      }
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) {
        return value;
      }
    }
  };
  const take = (length: number): Uint8Array => bytes.subarray(at, (at += length));
  while (at < bytes.length) {
    const tag = Number(varint());
    const read = { 0: varint, 1: () => take(8), 2: () => take(Number(varint())) }[tag & 7];
    if (read === undefined) {
      throw new RangeError(`wire type ${tag & 7} is not known`);
    }
    (fields[tag >> 3] ??= []).push(read());
  }
  return fields;
}

/** The messages in one field of a message. */
export const messagesIn = (message: ReadMessage | undefined, field: number): readonly ReadMessage[] =>
  (message?.[field] ?? []).filter((value) => value instanceof Uint8Array).map(readMessage);

export function textIn(message: ReadMessage | undefined, field: number): string | undefined {
  const value = message?.[field]?.[0];
  return value instanceof Uint8Array ? new TextDecoder().decode(value) : undefined;
}

export function hexIn(message: ReadMessage | undefined, field: number): string | undefined {
  const value = message?.[field]?.[0];
  return value instanceof Uint8Array
    ? [...value].map((byte) => byte.toString(16).padStart(2, '0')).join('')
    : undefined;
}

/** A `fixed64` or a `double`, by the eyes that read it. */
export function eightBytesIn(message: ReadMessage | undefined, field: number): DataView {
  const value = message?.[field]?.[0];
  return value instanceof Uint8Array ? new DataView(value.slice().buffer) : new DataView(new ArrayBuffer(0));
}
