/** Upper bounds of the buckets that Dynamo 1.6.1 and its engines were seen to use, without +Inf. */

export const timeToFirstToken = [
  0, 0.0022, 0.0047, 0.01, 0.022, 0.047, 0.1, 0.22, 0.47, 1, 2.2, 4.7, 10, 22, 48, 100, 220, 480,
];
/** Of a worker: a request's stay, and its first answer. */
export const requestDuration = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60, 120, 300, 600];
export const firstResponse = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
export const networkTransit = [0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1];
/** From 10 µs to 10 s, four a decade. */
export const nixlMicroseconds = Array.from({ length: 25 }, (_, step) => Math.round(10 ** (1 + step / 4)));
