import { defaultTargetLabels, type Metric, type TargetLabelNames } from '@dynamo-observability/signals';

import type { AggregateNode, BinaryNode, GroupLabel, Matcher, Node, Offset, SelectorNode, Window } from './node.ts';

/** Which matchers a metric gets from its surroundings: the variables of a dashboard, or none in a rule. */
export type Scope = (metric: Metric) => readonly Matcher[];

/** Where a tree is printed for. */
export interface PrintTarget {
  /** What `rate` windows become: `$__rate_interval` in a panel, a duration such as `5m` in a rule. */
  readonly rateWindow: string;
  /** What `range` windows become: `$__range` in a panel. */
  readonly rangeWindow: string;
  readonly scope: Scope;
  /** Whether dashboard variables are replaced there. */
  readonly variables: boolean;
  readonly targetLabels: TargetLabelNames;
}

/** A dashboard panel with the given scope. */
export const panelTarget = (scope: Scope = () => [], targetLabels = defaultTargetLabels): PrintTarget => ({
  rateWindow: '$__rate_interval',
  rangeWindow: '$__range',
  variables: true,
  scope,
  targetLabels,
});

/**
 * A recording or alert rule. Grafana macros are not known there, so the window is explicit (metric-science.md H2).
 * @throws RangeError when the window is not a PromQL duration.
 */
export function ruleTarget(window: string, scope: Scope = () => [], targetLabels = defaultTargetLabels): PrintTarget {
  if (!isDuration(window)) {
    throw new RangeError(`"${window}" is not a PromQL duration; write one such as 5m or 1h30m`);
  }
  return { rateWindow: window, rangeWindow: window, variables: false, scope, targetLabels };
}

/** Whether a text is a duration as PromQL writes it. */
export const isDuration = (text: string): boolean => /^(\d+(ms|[smhdwy]))+$/.test(text);

/** Quotes and escapes a label value or string argument for PromQL. */
export function quote(text: string): string {
  const escaped = text.replace(/[\\"\n]/g, (c) => (c === '\n' ? '\\n' : `\\${c}`));
  return `"${escaped}"`;
}

/** Escapes a text so that a PromQL (RE2) regular expression matches just it. */
export function escapeRegex(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/**
 * Prints a tree as PromQL for a target. The same tree always prints the same text.
 * @throws TypeError when a tree with a dashboard variable is printed for a rule.
 */
export function print(node: Node, target: PrintTarget): string {
  switch (node.kind) {
    case 'selector':
      return printSelector(node, target);
    case 'aggregate':
      return printAggregate(node, target);
    case 'binary':
      return printBinary(node, target);
    case 'call':
      return `${node.name}(${node.arguments.map((a) => print(a, target)).join(', ')})`;
    case 'number':
      return printNumber(node.value);
    case 'text':
      return quote(node.value);
    case 'variable':
      return printVariable(node.name, target);
  }
}

function printVariable(name: string, target: PrintTarget): string {
  if (!target.variables) {
    throw new TypeError(`A rule has no dashboard variables: write a number in place of $${name}`);
  }
  return `$${name}`;
}

function printNumber(value: number): string {
  if (Number.isNaN(value)) {
    return 'NaN';
  }
  if (!Number.isFinite(value)) {
    return value > 0 ? 'Inf' : '-Inf';
  }
  return String(value);
}

function printMatcher({ label, op, value }: Matcher): string {
  return `${label}${op}${'text' in value ? quote(value.text) : `"${value.template}"`}`;
}

function printWindow(window: Window, target: PrintTarget): string {
  if (window === 'rate') {
    return target.rateWindow;
  }
  return window === 'range' ? target.rangeWindow : window.fixed;
}

function printSelector(node: SelectorNode, target: PrintTarget): string {
  const unfiltered = (node.unfiltered ?? []).map((label) => labelName(label, target));
  const scope = target.scope(node.metric).filter(({ label }) => !unfiltered.includes(label));
  const matchers = [...scope, ...node.matchers].map(printMatcher);
  const name = node.metric.name + node.suffix;
  return [
    matchers.length > 0 ? `${name}{${matchers.join(',')}}` : name,
    node.window === undefined ? '' : `[${printWindow(node.window, target)}]`,
    node.atEnd === true ? ' @ end()' : '',
    node.offset === undefined ? '' : ` offset ${printOffset(node.offset, target)}`,
  ].join('');
}

const printOffset = (offset: Offset, target: PrintTarget): string =>
  'fixed' in offset ? offset.fixed : printVariable(offset.variable, target);

const labelName = (label: GroupLabel, target: PrintTarget): string =>
  'own' in label ? label.own : target.targetLabels[label.target];

function printLabels(labels: readonly GroupLabel[], target: PrintTarget): string {
  const names = labels.map((label) => labelName(label, target));
  return `(${[...new Set(names)].join(', ')})`;
}

const printParameter = (parameter: number | string): string =>
  typeof parameter === 'number' ? printNumber(parameter) : quote(parameter);

function printAggregate(node: AggregateNode, target: PrintTarget): string {
  const by = node.by.length > 0 ? ` by ${printLabels(node.by, target)}` : '';
  const parameter = node.parameter === undefined ? '' : `${printParameter(node.parameter)}, `;
  return `${node.op}${by} (${parameter}${print(node.of, target)})`;
}

function printBinary(node: BinaryNode, target: PrintTarget): string {
  const operand = (side: Node) => (side.kind === 'binary' ? `(${print(side, target)})` : print(side, target));
  const modifiers = [
    node.bool === true ? 'bool' : '',
    node.on === undefined ? '' : `on ${printLabels(node.on, target)}`,
    node.group === undefined ? '' : `group_${node.group} ()`,
  ].filter((m) => m !== '');
  return [operand(node.left), node.op, ...modifiers, operand(node.right)].join(' ');
}
