const doubling = (first: number, count: number) => Array.from({ length: count }, (_, power) => first * 2 ** power);

/** As etcd sets them. */
export const fsync = doubling(0.001, 14);
export const commit = doubling(0.001, 14);
export const roundTrip = doubling(0.0001, 16);
/** Of the gRPC library. */
export const handling = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
