import type { Matcher } from '../../labels/matcher.ts';
import type { Series } from '../../series/series.ts';
import type { Expr, VectorSelector } from '../parse/ast.ts';
import { EvaluationError } from './evaluation-error.ts';
import type { Steps } from './steps.ts';
import type { StepSeries } from './value.ts';

/** As Prometheus' `--query.max-samples`: a query that needs more is refused before it fills the memory. */
export const MAX_SAMPLES = 50_000_000;

/** What a whole query shares. */
export class QueryScope {
  private readonly selected = new Map<VectorSelector, readonly Series[]>();
  private samples = 0;

  constructor(
    private readonly select: (matchers: readonly Matcher[]) => readonly Series[],
    /** What `start()` and `end()` mean, in Unix milliseconds. */
    readonly range: { readonly startMs: number; readonly endMs: number },
    readonly lookbackMs: number,
    /** The step of a subquery that names none. */
    readonly subqueryStepMs: number
  ) {}

  /** Series of a selector, looked up once a query. */
  seriesOf(selector: VectorSelector): readonly Series[] {
    const known = this.selected.get(selector);
    if (known !== undefined) {
      return known;
    }
    const series = this.select(selector.matchers);
    this.selected.set(selector, series);
    return series;
  }

  /** Samples that selectors have handed out so far, as Prometheus' `totalQueryableSamples`. */
  get samplesRead(): number {
    return this.samples;
  }

  countSamples(count: number): void {
    this.samples += count;
    if (this.samples > MAX_SAMPLES) {
      throw new EvaluationError(
        `query would read more than ${MAX_SAMPLES} samples; ask for a shorter range or a larger step`
      );
    }
  }
}

/** Evaluates the parts of a query over the same steps. */
export interface Evaluation {
  readonly steps: Steps;
  readonly scope: QueryScope;
  vector(expr: Expr): readonly StepSeries[];
  /** One value a step. */
  scalar(expr: Expr): Float64Array;
  text(expr: Expr): string;
  /** The same query over other steps, for a subquery. */
  over(steps: Steps): Evaluation;
}
