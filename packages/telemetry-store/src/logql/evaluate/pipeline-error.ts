import type { LabelSet } from '../../labels/label-set.ts';

/** A metric query over a line with an error: Loki refuses it as a whole. */
export class PipelineError extends Error {
  override readonly name = 'PipelineError';

  constructor(
    /** Such as `JSONParserErr`. */
    readonly error: string,
    labels: LabelSet
  ) {
    super(
      `pipeline error: '${error}' for series: '${labels.toString()}'. ` +
        'Leave such lines out with | __error__="" behind the stage, or forget the error with | drop __error__'
    );
  }
}
