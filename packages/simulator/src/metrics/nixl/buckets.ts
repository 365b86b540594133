/** Microseconds, from 10 µs to 10 s, four a decade. */
export const microseconds = Array.from({ length: 25 }, (_, step) => Math.round(10 ** (1 + step / 4)));
