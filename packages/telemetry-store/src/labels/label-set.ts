/** A series' labels as a plain object, `__name__` included, as in Prometheus' HTTP API. */
export interface Labels {
  readonly [name: string]: string;
}

export const METRIC_NAME = '__name__';

/** A label as Prometheus 2.42 allows it. */
export const LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

export type LabelPair = readonly [name: string, value: string];

/**
 * An immutable set of labels sorted by name. A label with an empty value is the same as no label.
 * `key` is equal for equal sets and only for those, whatever the values contain.
 */
export class LabelSet {
  static readonly empty = new LabelSet([]);

  private keyText: string | undefined;

  private constructor(private readonly pairs: readonly LabelPair[]) {}

  /** Later pairs win over earlier ones of the same name. */
  static of(pairs: Iterable<LabelPair>): LabelSet {
    const byName = new Map<string, string>();
    for (const [name, value] of pairs) {
      byName.set(name, value);
    }
    const kept = [...byName].filter(([, value]) => value !== '');
    return new LabelSet(kept.sort(([a], [b]) => compareText(a, b)));
  }

  static fromObject(labels: Labels): LabelSet {
    return LabelSet.of(Object.entries(labels));
  }

  get key(): string {
    this.keyText ??= JSON.stringify(this.pairs);
    return this.keyText;
  }

  get size(): number {
    return this.pairs.length;
  }

  entries(): readonly LabelPair[] {
    return this.pairs;
  }

  /** The value, or `''` where the label is missing. */
  get(name: string): string {
    for (const [candidate, value] of this.pairs) {
      if (candidate === name) {
        return value;
      }
    }
    return '';
  }

  with(name: string, value: string): LabelSet {
    return LabelSet.of([...this.pairs, [name, value]]);
  }

  /** Only the labels named. */
  keep(names: ReadonlySet<string>): LabelSet {
    return new LabelSet(this.pairs.filter(([name]) => names.has(name)));
  }

  /** All but the labels named. */
  without(names: ReadonlySet<string>): LabelSet {
    const rest = this.pairs.filter(([name]) => !names.has(name));
    return rest.length === this.pairs.length ? this : new LabelSet(rest);
  }

  withoutMetricName(): LabelSet {
    return this.without(ONLY_METRIC_NAME);
  }

  toObject(): Labels {
    return Object.fromEntries(this.pairs);
  }

  /** As PromQL writes it: `up{job="a"}`. */
  toString(): string {
    const labels = this.pairs
      .filter(([name]) => name !== METRIC_NAME)
      .map(([name, value]) => `${name}=${JSON.stringify(value)}`);
    return labels.length > 0 || this.get(METRIC_NAME) === ''
      ? `${this.get(METRIC_NAME)}{${labels.join(', ')}}`
      : this.get(METRIC_NAME);
  }

  /** Orders by the first label that differs, name before value, as Prometheus sorts series. */
  static compare(a: LabelSet, b: LabelSet): number {
    const shared = Math.min(a.pairs.length, b.pairs.length);
    for (let i = 0; i < shared; i++) {
      const [left, right] = [a.pairs[i], b.pairs[i]];
      if (left === undefined || right === undefined) {
        break;
      }
      const order = compareText(left[0], right[0]) || compareText(left[1], right[1]);
      if (order !== 0) {
        return order;
      }
    }
    return a.pairs.length - b.pairs.length;
  }
}

const ONLY_METRIC_NAME: ReadonlySet<string> = new Set([METRIC_NAME]);

/** By code unit, not by locale: the order must be the same everywhere. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
