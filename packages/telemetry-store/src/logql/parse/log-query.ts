import type { SyntaxNode } from '@lezer/common';

import type { Matcher } from '../../labels/matcher.ts';
import type { Source } from '../../promql/parse/source.ts';
import type { LogQuery, Unwrap } from './ast.ts';
import { buildLabelFilter, buildMatcher } from './label-filter.ts';
import { descendants } from './nodes.ts';
import { buildStages } from './stages.ts';

/** Reads a `LogExpr`, in parentheses or without, or the selector and pipeline inside a `LogRangeExpr`. */
export function buildLogQuery(source: Source, node: SyntaxNode): LogQuery {
  const inner = node.getChild('LogExpr');
  if (inner !== null) {
    return buildLogQuery(source, inner);
  }
  const selector = node.getChild('Selector') ?? source.fail(node, 'a selector is missing, such as {service_name="…"}');
  const pipeline = node.getChild('PipelineExpr');
  const stages =
    pipeline === null ? [] : descendants(pipeline, 'PipelineStage').flatMap((stage) => buildStages(source, stage));
  return { kind: 'log', matchers: buildSelector(source, selector), stages, ...source.span(node) };
}

function buildSelector(source: Source, node: SyntaxNode): readonly Matcher[] {
  const matchers = descendants(node, 'Matcher').map((child) => buildMatcher(source, child));
  if (matchers.every((matcher) => matcher.matchesValue(''))) {
    return source.fail(
      node,
      'queries require at least one regexp or equality matcher that does not match the empty value; app=~".*" does, app=~".+" does not'
    );
  }
  return matchers;
}

const CONVERSIONS: ReadonlyMap<string, Unwrap['conversion']> = new Map([
  ['BytesConv', 'bytes'],
  ['DurationConv', 'duration'],
  ['DurationSecondsConv', 'duration'],
]);

/** Reads `| unwrap duration(label) | filter | …`; each filter wraps what stands before it. */
export function buildUnwrap(source: Source, node: SyntaxNode): Unwrap {
  const inner = node.getChild('UnwrapExpr');
  const filter = node.getChild('LabelFilter');
  if (inner !== null) {
    const unwrap = buildUnwrap(source, inner);
    return filter === null ? unwrap : { ...unwrap, filters: [...unwrap.filters, buildLabelFilter(source, filter)] };
  }
  const label = node.getChild('Identifier') ?? source.fail(node, 'unwrap needs a label');
  const conversion = node.getChild('ConvOp')?.firstChild?.name ?? '';
  return { label: source.text(label), conversion: CONVERSIONS.get(conversion) ?? 'number', filters: [] };
}
