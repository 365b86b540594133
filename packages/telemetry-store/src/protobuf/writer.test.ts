import { describe, expect, it } from 'vitest';

import { MessageWriter } from './writer.ts';

const hexOf = (message: MessageWriter): string =>
  [...message.finish()].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');

/** Expected bytes are those of the examples in protobuf's own description of its encoding, or follow from its rules. */
describe('a message in the wire format', () => {
  it('has integers seven bits a byte, the lowest first', () => {
    expect(hexOf(new MessageWriter().varint(1, 150))).toBe('08 96 01');
    expect(hexOf(new MessageWriter().varint(16, 1))).toBe('80 01 01');
    expect(hexOf(new MessageWriter().varint(1, 2n ** 63n - 1n))).toBe('08 ff ff ff ff ff ff ff ff 7f');
  });

  it('has negative integers in ten bytes', () => {
    expect(hexOf(new MessageWriter().explicitVarint(3, -2))).toBe('18 fe ff ff ff ff ff ff ff ff 01');
  });

  it('has texts with their length in bytes', () => {
    expect(hexOf(new MessageWriter().text(2, 'testing'))).toBe('12 07 74 65 73 74 69 6e 67');
    expect(hexOf(new MessageWriter().text(2, 'é'))).toBe('12 02 c3 a9');
  });

  it('has messages within messages', () => {
    expect(hexOf(new MessageWriter().message(3, new MessageWriter().varint(1, 150)))).toBe('1a 03 08 96 01');
    expect(hexOf(new MessageWriter().messages(3, [new MessageWriter(), new MessageWriter()]))).toBe('1a 00 1a 00');
  });

  it('has fixed numbers with the lowest byte first', () => {
    expect(hexOf(new MessageWriter().fixed64(7, 0x0102030405060708n))).toBe('39 08 07 06 05 04 03 02 01');
    expect(hexOf(new MessageWriter().explicitDouble(4, 1))).toBe('21 00 00 00 00 00 00 f0 3f');
  });

  it('leaves defaults out, unless they are the value of a oneof', () => {
    const empty = new MessageWriter()
      .varint(1, 0)
      .varint(2, false)
      .text(3, '')
      .bytes(4, new Uint8Array())
      .fixed64(5, 0n);
    expect(hexOf(empty)).toBe('');
    expect(hexOf(new MessageWriter().explicitVarint(2, false).explicitText(1, ''))).toBe('10 00 0a 00');
  });
});
