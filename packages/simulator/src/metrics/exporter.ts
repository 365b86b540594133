import type { Page } from './instruments.ts';

/** One scraped process of the simulated installation. */
export interface ScrapeTarget {
  /** What Prometheus and its service discovery know of it: `job`, `instance`, on Kubernetes `namespace`, `pod` … */
  readonly labels: { readonly [name: string]: string };
  readonly page: Page;
  /** Its own labels win over those of the target, as kube-state-metrics is scraped. */
  readonly honorLabels?: true;
  /** Seconds from the beginning; a target is there from `startedAt` until `endedAt`. */
  readonly startedAt: number;
  endedAt: number | undefined;
  /** Whether it answers at that second; it always does when left out. */
  answers?(at: number): boolean;
}

/** Turns a part of the story into pages of metrics. Made once a run; it is also an `Observer`. */
export interface Exporter {
  /** The targets it ever had, those that ended included. New workers give new targets. */
  readonly targets: readonly ScrapeTarget[];
  /** Called before one of its targets is scraped: that target's gauges are set from the world here. */
  refresh(target: ScrapeTarget, at: number): void;
}
