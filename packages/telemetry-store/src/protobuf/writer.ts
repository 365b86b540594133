const VARINT = 0;
const FIXED64 = 1;
const LENGTH_DELIMITED = 2;

const utf8 = new TextEncoder();

/** Writes one message in protobuf's wire format. As in proto3, what has its default value is left out. */
export class MessageWriter {
  private readonly parts: Uint8Array[] = [];

  varint(field: number, value: number | bigint | boolean): this {
    const integer = BigInt(value);
    return integer === 0n ? this : this.explicitVarint(field, integer);
  }

  /** Of a `oneof`, whose default value is a value too. Integers are those of `int64`. */
  explicitVarint(field: number, value: number | bigint | boolean): this {
    return this.push(tag(field, VARINT), varintBytes(BigInt.asUintN(64, BigInt(value))));
  }

  fixed64(field: number, value: bigint): this {
    if (value === 0n) {
      return this;
    }
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setBigUint64(0, value, true);
    return this.push(tag(field, FIXED64), bytes);
  }

  explicitDouble(field: number, value: number): this {
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setFloat64(0, value, true);
    return this.push(tag(field, FIXED64), bytes);
  }

  text(field: number, value: string): this {
    return this.bytes(field, utf8.encode(value));
  }

  explicitText(field: number, value: string): this {
    return this.explicitBytes(field, utf8.encode(value));
  }

  bytes(field: number, value: Uint8Array): this {
    return value.length === 0 ? this : this.explicitBytes(field, value);
  }

  explicitBytes(field: number, value: Uint8Array): this {
    return this.push(tag(field, LENGTH_DELIMITED), varintBytes(BigInt(value.length)), value);
  }

  /** A message inside this one; it is there even when it is empty. */
  message(field: number, value: MessageWriter): this {
    return this.explicitBytes(field, value.finish());
  }

  messages(field: number, values: readonly MessageWriter[]): this {
    values.forEach((value) => this.message(field, value));
    return this;
  }

  finish(): Uint8Array {
    const all = new Uint8Array(this.parts.reduce((length, part) => length + part.length, 0));
    let at = 0;
    for (const part of this.parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }

  private push(...parts: readonly Uint8Array[]): this {
    this.parts.push(...parts);
    return this;
  }
}

function tag(field: number, wireType: number): Uint8Array {
  return varintBytes(BigInt(field * 8 + wireType));
}

/** Seven bits a byte, the lowest first; all but the last byte have their highest bit set. */
function varintBytes(value: bigint): Uint8Array {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>= 7n) {
    const low = Number(rest & 0x7fn);
    if (rest < 0x80n) {
      return Uint8Array.from([...bytes, low]);
    }
    bytes.push(low | 0x80);
  }
}
