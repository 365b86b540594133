import { literal, printValue } from '../value.ts';
import type {
  LabelFilter,
  LogAggregateNode,
  LogBinaryNode,
  LogMetricNode,
  LogNode,
  LogRangeNode,
  LogWindow,
  Stage,
  StreamMatcher,
} from './node.ts';

/** What windows become: Grafana's macros in a panel, durations in a rule. */
export interface LogWindows {
  readonly step: string;
  readonly range: string;
}

const panelWindows: LogWindows = { step: '$__auto', range: '$__range' };

/** Prints a tree as LogQL. The same tree always prints the same text. */
export function printLogQl(node: LogNode | LogMetricNode, windows: LogWindows = panelWindows): string {
  switch (node.kind) {
    case 'lines':
      return printLines(node);
    case 'range':
      return printRange(node, windows);
    case 'aggregate':
      return printAggregate(node, windows);
    case 'binary':
      return printBinary(node, windows);
    case 'number':
      return String(node.value);
  }
}

function printLines({ streams, stages }: LogNode): string {
  return [`{${streams.map(printMatcher).join(', ')}}`, ...stages.map(printStage)].join(' ');
}

function printMatcher({ label, op, value }: StreamMatcher): string {
  return `${typeof label === 'string' ? label : label.template}${op}${printValue(value)}`;
}

function printStage(stage: Stage): string {
  switch (stage.stage) {
    case 'line':
      return `${stage.op} ${printValue(stage.value)}`;
    case 'json':
      return ['| json', stage.fields.map(printField).join(', ')].filter((part) => part !== '').join(' ');
    case 'filter':
      return `| ${printFilter(stage.filter)}`;
    case 'drop':
    case 'keep':
      return `| ${stage.stage} ${stage.labels.join(', ')}`;
    case 'line_format':
      return `| line_format ${literal(stage.template)}`;
    case 'label_format':
      return `| label_format ${stage.label}=${literal(stage.template)}`;
  }
}

/** A dot in a path means a nested key, so a key that holds one is written as an index. */
function printField({ label, key }: { readonly label: string; readonly key: string }): string {
  if (label === key) {
    return label;
  }
  return `${label}=${/^\w+$/.test(key) ? literal(key) : literal(`[${JSON.stringify(key)}]`)}`;
}

function printFilter(filter: LabelFilter): string {
  switch (filter.is) {
    case 'text':
      return `${filter.label}${filter.op}${printValue(filter.value)}`;
    case 'number':
      return `${filter.label} ${filter.op} ${filter.amount}`;
    case 'and':
    case 'or':
      return `(${filter.filters.map(printFilter).join(` ${filter.is} `)})`;
  }
}

const printWindow = (window: LogWindow, windows: LogWindows): string =>
  typeof window === 'string' ? windows[window] : window.fixed;

const printBy = (by: readonly string[] | undefined): string => (by === undefined ? '' : ` by (${by.join(', ')})`);

function printRange(node: LogRangeNode, windows: LogWindows): string {
  const parameter = node.parameter === undefined ? '' : `${node.parameter}, `;
  const unwrap = node.unwrap === undefined ? '' : ` | unwrap ${node.unwrap}`;
  const offset = node.offset === undefined ? '' : ` offset ${node.offset}`;
  const lines = `${printLines(node.of)}${unwrap} [${printWindow(node.window, windows)}]${offset}`;
  return `${node.function}(${parameter}${lines})${printBy(node.by)}`;
}

function printAggregate(node: LogAggregateNode, windows: LogWindows): string {
  const parameter = node.parameter === undefined ? '' : `${node.parameter}, `;
  const by = node.by.length > 0 ? printBy(node.by) : '';
  return `${node.op}${by} (${parameter}${printLogQl(node.of, windows)})`;
}

function printBinary(node: LogBinaryNode, windows: LogWindows): string {
  const operand = (side: LogMetricNode) =>
    side.kind === 'binary' ? `(${printLogQl(side, windows)})` : printLogQl(side, windows);
  return `${operand(node.left)} ${node.op} ${operand(node.right)}`;
}
