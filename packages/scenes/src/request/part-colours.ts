import type { TtftPart } from './ttft-parts.ts';

/** Colours of Grafana's palette that stay apart for colour-blind eyes, in the order of a request's way. */
export const partColours: { readonly [P in TtftPart]: string } = {
  frontend: 'semi-dark-blue',
  route: 'light-blue',
  queue: 'orange',
  dispatch: 'super-light-blue',
  'failed-attempt': 'dark-red',
  prefill: 'purple',
  transfer: 'light-yellow',
  worker: 'purple',
  unexplained: 'text',
};
