/** The router, embedded in a frontend or standing alone. */
export * from './requests.ts';
export * from './overlap.ts';
export * from './overhead.ts';
export * from './approximate-cache.ts';
export * from './ingress.ts';
