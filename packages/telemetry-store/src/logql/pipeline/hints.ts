import type { Grouping, LabelFilter, Stage } from '../parse/ast.ts';

/** What a metric query needs of the labels of a line; parsers leave the rest out, as in Loki. */
export interface Hints {
  /** The labels that are asked for; `undefined`: all of them. */
  readonly required: ReadonlySet<string> | undefined;
  /** No label is asked for, so parsers do not even run, and cannot fail. */
  readonly none: boolean;
  /** The query itself asks for `__error__`, so that a line with one does not make it fail. */
  readonly keepsErrors: boolean;
}

export const NO_HINTS: Hints = { required: undefined, none: false, keepsErrors: false };

/** Of a query that groups lines by `grouping` and makes a sample of `unwrapped`. */
export function hintsOf(
  stages: readonly Stage[],
  grouping: Grouping | undefined,
  unwrapped: { readonly label: string; readonly filters: readonly LabelFilter[] } | undefined
): Hints {
  const names = new Set([
    ...stages.flatMap(labelsReadBy),
    ...(unwrapped === undefined ? [] : [unwrapped.label, ...unwrapped.filters.flatMap(labelsOfFilter)]),
    ...(grouping?.labels ?? []),
  ]);
  // A parsed label is only called `x_extracted` once it is known that `x` is taken.
  const required = new Set([...names].flatMap((name) => [name, name.replace(/_extracted$/, '')]));
  const keepsErrors = names.has('__error__');
  if (grouping !== undefined && !grouping.without && grouping.labels.length === 0) {
    return required.size === 0 ? { ...NO_HINTS, none: true } : { required, none: false, keepsErrors };
  }
  return grouping === undefined || grouping.without ? NO_HINTS : { required, none: false, keepsErrors };
}

function labelsReadBy(stage: Stage): readonly string[] {
  switch (stage.kind) {
    case 'label-filter':
      return labelsOfFilter(stage.filter);
    case 'line-format':
      return stage.template.fields();
    case 'label-format':
      return stage.formats.flatMap((format) => ('from' in format ? [format.from] : format.template.fields()));
    case 'line-filter':
    case 'json':
    case 'json-fields':
    case 'logfmt':
    case 'logfmt-fields':
    case 'pattern':
    case 'regexp':
    case 'drop':
    case 'keep':
    case 'decolorize':
      return [];
  }
}

function labelsOfFilter(filter: LabelFilter): readonly string[] {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return [...labelsOfFilter(filter.left), ...labelsOfFilter(filter.right)];
    case 'matcher':
      return [filter.matcher.name];
    case 'number':
    case 'duration':
    case 'bytes':
      return [filter.label];
  }
}
