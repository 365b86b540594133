/** What became of a step: how many checks passed, failed or could not be made, and why. */
export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Why something was skipped or failed, where the output above does not say it. */
  readonly notes: readonly string[];
}

/** One stage of `pnpm test`. */
export interface Step {
  readonly name: StepName;
  readonly title: string;
  readonly run: () => Promise<Outcome>;
}

/** In the order in which they run: what is quick and likely to fail comes first. */
export const stepNames = [
  'lint',
  'types',
  'unit',
  'workshop',
  'scenes',
  'build',
  'drift',
  'size',
  'conformance',
  'browser',
  'storybook',
] as const;

export type StepName = (typeof stepNames)[number];

export const passed: Outcome = { passed: 1, failed: 0, skipped: 0, notes: [] };

/** One failed check. */
export const failed = (...notes: string[]): Outcome => ({ passed: 0, failed: 1, skipped: 0, notes });

/** A step that cannot run here. */
export const skipped = (...notes: string[]): Outcome => ({ passed: 0, failed: 0, skipped: 1, notes });
