/** Two numbers of each head in each of 80 layers: bytes of one token in the KV cache. */
const BYTES_PER_TOKEN = 327_680;
const BYTES_PER_SECOND = 40e9;

export const transferBytes = (promptTokens: number): number => promptTokens * BYTES_PER_TOKEN;

/** Seconds until a prompt's blocks have moved from a prefill to a decode worker. @param links share of the bandwidth that is lost */
export const transferSeconds = (promptTokens: number, links: number): number =>
  transferBytes(promptTokens) / (BYTES_PER_SECOND * (1 - 0.8 * links));
