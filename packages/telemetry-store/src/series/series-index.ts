import { LabelSet, compareText } from '../labels/label-set.ts';
import type { Matcher } from '../labels/matcher.ts';
import { Series } from './series.ts';

/** All series, found by label. */
export class SeriesIndex {
  private readonly byKey = new Map<string, Series>();
  private readonly byLabel = new Map<string, Map<string, Series[]>>();

  /** The series of these labels, made on first use. */
  getOrCreate(labels: LabelSet): Series {
    const known = this.byKey.get(labels.key);
    if (known !== undefined) {
      return known;
    }
    const series = new Series(labels);
    this.byKey.set(labels.key, series);
    for (const [name, value] of labels.entries()) {
      const values = this.byLabel.get(name) ?? new Map<string, Series[]>();
      this.byLabel.set(name, values);
      const bucket = values.get(value);
      if (bucket === undefined) {
        values.set(value, [series]);
      } else {
        bucket.push(series);
      }
    }
    return series;
  }

  all(): Iterable<Series> {
    return this.byKey.values();
  }

  /** The series that fulfil every matcher, sorted by their labels. */
  select(matchers: readonly Matcher[]): Series[] {
    const found: Series[] = [];
    for (const series of this.candidates(matchers)) {
      if (matchers.every((matcher) => matcher.matches(series.labels))) {
        found.push(series);
      }
    }
    return found.sort((a, b) => LabelSet.compare(a.labels, b.labels));
  }

  /** The smallest set known to hold all matches: the series of one matcher's values, or all. */
  private candidates(matchers: readonly Matcher[]): Iterable<Series> {
    let best: readonly Series[] | undefined;
    for (const matcher of matchers) {
      // A matcher that accepts '' also accepts series without the label, which the index does not list.
      if (matcher.matchesValue('')) {
        continue;
      }
      const series = this.withLabel(matcher);
      if (best === undefined || series.length < best.length) {
        best = series;
      }
    }
    return best ?? this.all();
  }

  private withLabel(matcher: Matcher): readonly Series[] {
    const values = this.byLabel.get(matcher.name);
    if (values === undefined) {
      return [];
    }
    if (matcher.operator === '=') {
      return values.get(matcher.value) ?? [];
    }
    return [...values].filter(([value]) => matcher.matchesValue(value)).flatMap(([, series]) => series);
  }
}

/** Sorted and without repetition. */
export function sortedDistinct(texts: Iterable<string>): string[] {
  return [...new Set(texts)].sort(compareText);
}
