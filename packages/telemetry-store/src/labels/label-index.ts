import { LabelSet } from './label-set.ts';
import type { Matcher } from './matcher.ts';

interface Labelled {
  readonly labels: LabelSet;
}

/** Things told apart by their labels (series, log streams), found by label. */
export class LabelIndex<T extends Labelled> {
  private readonly byKey = new Map<string, T>();
  private readonly byLabel = new Map<string, Map<string, T[]>>();

  constructor(private readonly create: (labels: LabelSet) => T) {}

  /** The one of these labels, made on first use. */
  getOrCreate(labels: LabelSet): T {
    const known = this.byKey.get(labels.key);
    if (known !== undefined) {
      return known;
    }
    const created = this.create(labels);
    this.byKey.set(labels.key, created);
    for (const [name, value] of labels.entries()) {
      const values = this.byLabel.get(name) ?? new Map<string, T[]>();
      this.byLabel.set(name, values);
      const bucket = values.get(value);
      if (bucket === undefined) {
        values.set(value, [created]);
      } else {
        bucket.push(created);
      }
    }
    return created;
  }

  all(): Iterable<T> {
    return this.byKey.values();
  }

  /** Those that fulfil every matcher, sorted by their labels. */
  select(matchers: readonly Matcher[]): T[] {
    const found: T[] = [];
    for (const candidate of this.candidates(matchers)) {
      if (matchers.every((matcher) => matcher.matches(candidate.labels))) {
        found.push(candidate);
      }
    }
    return found.sort((a, b) => LabelSet.compare(a.labels, b.labels));
  }

  /** The smallest set known to hold all matches: those of one matcher's values, or all. */
  private candidates(matchers: readonly Matcher[]): Iterable<T> {
    let best: readonly T[] | undefined;
    for (const matcher of matchers) {
      // A matcher that accepts '' also accepts what lacks the label, which the index does not list.
      if (matcher.matchesValue('')) {
        continue;
      }
      const found = this.withLabel(matcher);
      if (best === undefined || found.length < best.length) {
        best = found;
      }
    }
    return best ?? this.all();
  }

  private withLabel(matcher: Matcher): readonly T[] {
    const values = this.byLabel.get(matcher.name);
    if (values === undefined) {
      return [];
    }
    if (matcher.operator === '=') {
      return values.get(matcher.value) ?? [];
    }
    return [...values].filter(([value]) => matcher.matchesValue(value)).flatMap(([, found]) => found);
  }
}
