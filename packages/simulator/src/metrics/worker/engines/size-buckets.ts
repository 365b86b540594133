/** 1, 2, 5, 10, 20 … up to a largest value: what vLLM makes of the context length. */
export function oneTwoFive(largest: number): readonly number[] {
  const bounds: number[] = [];
  for (let power = 1; power <= largest; power *= 10) {
    bounds.push(...[1, 2, 5].map((mantissa) => mantissa * power).filter((bound) => bound <= largest));
  }
  return bounds;
}

/** Tokens of one step. */
export const stepTokens = [1, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384];
export const answersAsked = [1, 2, 5, 10, 20];
export const retractions = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 15, 20, 25, 30, 40, 50, 75, 100];
