import { fieldOf, listIn, textIn } from '../../api/read.ts';
import { attributeValue } from '../attribute.ts';

export interface NamedLabels {
  /** What the legend shows; empty where the series has no labels. */
  readonly name: string;
  /** Texts stand in quotes, so that "1" is another value than 1. */
  readonly labels: Readonly<Record<string, string>>;
}

/** Labels of a series of TraceQL metrics and its name by Grafana's rule: the value of a single label, else all labels. */
export function readLabels(series: unknown): NamedLabels {
  const list = listIn(series, 'labels').map((label) => ({
    key: textIn(label, 'key'),
    value: attributeValue(fieldOf(label, 'value')),
  }));
  const labels = Object.fromEntries(list.map(({ key, value }) => [key, quoted(value)]));
  const [only, ...others] = list;
  if (only !== undefined && others.length === 0) {
    return { labels, name: String(only.value) };
  }
  const pairs = Object.keys(labels)
    .sort()
    .map((key) => `${key}=${labels[key] ?? ''}`);
  return { labels, name: pairs.length === 0 ? '' : `{${pairs.join(', ')}}` };
}

const quoted = (value: string | number | boolean): string => (typeof value === 'string' ? `"${value}"` : String(value));
