/**
 * A worker id is an unsigned 64-bit number. `dynamo_component_*` writes it in hex, everything else in decimal
 * (captures/FINDINGS.md 8). It does not fit a JavaScript number, so it stays text and goes through BigInt.
 */

const largest = 2n ** 64n - 1n;

function within64Bits(id: bigint, raw: string): bigint {
  if (id > largest) {
    throw new Error(`The worker id "${raw}" is too large: a worker id has 64 bits at most.`);
  }
  return id;
}

/**
 * The id as `worker_id` of `dynamo_frontend_worker_*`, spans and logs writes it.
 * @param hex as `worker_id` of `dynamo_component_*` writes it: `694d8b1f2c3a4e5f`, without `0x`.
 * @throws {Error} for anything but 1 to 16 significant hex digits.
 */
export function workerIdToDecimal(hex: string): string {
  if (!/^[0-9a-fA-F]+$/.test(hex)) {
    throw new Error(`The worker id ${JSON.stringify(hex)} is not hexadecimal: give digits 0-9 and a-f, without 0x.`);
  }
  return within64Bits(BigInt(`0x${hex}`), hex).toString();
}

/**
 * The id as `worker_id` of `dynamo_component_*` writes it: lower case, no `0x`, no leading zeros.
 * @param decimal as `worker_id` of `dynamo_frontend_worker_*`, spans and logs writes it.
 * @throws {Error} for anything but a whole number from 0 to 2^64 - 1.
 */
export function workerIdToHex(decimal: string): string {
  if (!/^[0-9]+$/.test(decimal)) {
    throw new Error(`The worker id ${JSON.stringify(decimal)} is not a whole decimal number: give digits 0-9 only.`);
  }
  return within64Bits(BigInt(decimal), decimal).toString(16);
}
