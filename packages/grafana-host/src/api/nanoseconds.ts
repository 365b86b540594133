/** Unix nanoseconds written as a whole number, which no JavaScript number holds exactly. */
const whole = /^\d+$/;

export interface Instant {
  /** Whole Unix milliseconds. */
  readonly ms: number;
  /** What remains, from 0 to 999999. */
  readonly nanos: number;
}

/** @throws Error when the text is no whole number. */
export function instantOf(nanoseconds: string): Instant {
  const exact = exactly(nanoseconds);
  return { ms: Number(exact / 1_000_000n), nanos: Number(exact % 1_000_000n) };
}

/** Unix milliseconds with a fraction, as precise as a number allows; 0 where the text is empty, as Protobuf leaves zeros out. */
export function fractionalMs(nanoseconds: string): number {
  return Number(exactly(nanoseconds)) / 1_000_000;
}

/** @throws Error when the text is no whole number. An empty one is 0. */
export function exactly(nanoseconds: string): bigint {
  if (nanoseconds !== '' && !whole.test(nanoseconds)) {
    throw new Error(
      `The data source answered with a time "${nanoseconds.slice(0, 40)}" that is no number of nanoseconds`
    );
  }
  return BigInt(nanoseconds);
}

/** Whole milliseconds as nanoseconds. */
export const toNanoseconds = (ms: number): string => `${BigInt(Math.round(ms)) * 1_000_000n}`;
