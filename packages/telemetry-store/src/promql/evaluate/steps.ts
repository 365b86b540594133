/** The times at which an expression is evaluated: `startMs`, `startMs + stepMs`, … */
export interface Steps {
  readonly startMs: number;
  readonly stepMs: number;
  readonly count: number;
}

export function stepTime(steps: Steps, index: number): number {
  return steps.startMs + index * steps.stepMs;
}

/** The multiples of `stepMs` from `fromMs` to `toMs`, both included: where a subquery is evaluated. */
export function alignedSteps(fromMs: number, toMs: number, stepMs: number): Steps {
  const startMs = Math.ceil(fromMs / stepMs) * stepMs;
  return { startMs, stepMs, count: Math.max(0, Math.floor((toMs - startMs) / stepMs) + 1) };
}
