import type { Page } from './instruments.ts';

/** One scraped process of the simulated installation. */
export interface ScrapeTarget {
  /** What Prometheus and its service discovery know of it: `job`, `instance`, on Kubernetes `namespace`, `pod` … */
  readonly labels: { readonly [name: string]: string };
  readonly page: Page;
  /** Seconds from the beginning; a target is there from `startedAt` until `endedAt`. */
  readonly startedAt: number;
  endedAt: number | undefined;
}

/** Turns a part of the story into pages of metrics. Made once a run; it is also an `Observer`. */
export interface Exporter {
  /** The targets it has now. New workers give new targets. */
  readonly targets: readonly ScrapeTarget[];
  /** Called before its targets are scraped: gauges are set from the world here. */
  refresh(at: number): void;
}
