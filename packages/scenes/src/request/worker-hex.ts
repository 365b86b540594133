import { workerIdToHex } from '@dynamo-observability/signals';

/** A worker id of a span in hex, as metrics of workers have it; a dash for what is no id, since anything may stand there. */
export const workerHex = (decimal: string): string =>
  /^[0-9]{1,20}$/.test(decimal) && BigInt(decimal) < 2n ** 64n ? workerIdToHex(decimal) : '–';
