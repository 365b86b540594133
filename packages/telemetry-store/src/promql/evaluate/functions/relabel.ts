import type { LabelSet } from '../../../labels/label-set.ts';
import { LABEL_NAME } from '../../../labels/label-set.ts';
import { RegexError } from '../../../labels/regex-error.ts';
import { compileAnchored, expandTemplate } from '../../../labels/regex.ts';
import { EvaluationError } from '../evaluation-error.ts';
import type { StepSeries } from '../value.ts';
import { mergeSeries, vectorOf } from '../value.ts';
import type { Implementation } from './implementation.ts';
import { argument } from './implementation.ts';

/** Sets a label from what a regular expression finds in another; series that do not match stay as they are. */
export const labelReplace: Implementation = (call, evaluation) => {
  const [destination = '', replacement = '', source = '', pattern = ''] = call.args
    .slice(1)
    .map((arg) => evaluation.text(arg));
  const regex = compile(pattern);
  checkName('destination', call.name, destination);
  const relabelled = replaceLabel(evaluation.vector(argument(call, 0)), { destination, replacement, source, regex });
  return vectorOf(mergeSeries(relabelled, evaluation.steps.count));
};

interface Replacement {
  readonly destination: string;
  /** With `$1` and the like for the groups of `regex`, which matches whole values of `source`. */
  readonly replacement: string;
  readonly source: string;
  readonly regex: RegExp;
}

/** The series with the label set where the expression matches; several may then have equal labels. */
export function replaceLabel(
  series: readonly StepSeries[],
  { destination, replacement, source, regex }: Replacement
): StepSeries[] {
  return relabel(series, (labels) => {
    const match = regex.exec(labels.get(source));
    return match === null ? labels : labels.with(destination, expandTemplate(replacement, match));
  });
}

/** Sets a label to the values of others, joined. */
export const labelJoin: Implementation = (call, evaluation) => {
  const [destination = '', separator = '', ...sources] = call.args.slice(1).map((arg) => evaluation.text(arg));
  checkName('destination', call.name, destination);
  sources.forEach((source) => checkName('source', call.name, source));
  const relabelled = relabel(evaluation.vector(argument(call, 0)), (labels) =>
    labels.with(destination, sources.map((source) => labels.get(source)).join(separator))
  );
  return vectorOf(mergeSeries(relabelled, evaluation.steps.count));
};

function relabel(series: readonly StepSeries[], change: (labels: LabelSet) => LabelSet): StepSeries[] {
  return series.map((each) => ({ ...each, labels: change(each.labels) }));
}

function compile(pattern: string): RegExp {
  try {
    return compileAnchored(pattern);
  } catch (error) {
    throw error instanceof RegexError ? new EvaluationError(`label_replace: ${error.message}`) : error;
  }
}

function checkName(role: 'destination' | 'source', call: string, name: string): void {
  if (!LABEL_NAME.test(name)) {
    throw new EvaluationError(`invalid ${role} label name in ${call}(): ${JSON.stringify(name)}`);
  }
}
