/** Labels of what happened, by the names that Prometheus knows. */
export interface LabelValues {
  readonly [label: string]: string;
}

/** A process that counts: what it counted after its last scrape is lost with it. Seconds. */
export interface Source {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** Something that truly happened, and which a process counted. `count` equal ones at once, 1 when left out. */
export interface Observation {
  readonly at: number;
  /** When the first of several was, of which `at` is the last; `at` when left out. */
  readonly since?: number;
  readonly value: number;
  readonly count?: number;
  readonly labels: LabelValues;
  readonly source: Source;
}

/** What a window of scrapes can show of what happened. */
export interface Seen {
  /** In the window whatever the moments of the scrapes. */
  readonly certain: readonly Weighted[];
  /** In the window for some moments of the scrapes. */
  readonly possible: readonly Weighted[];
  /**
   * Whether the counts of values up to an edge were so high before the window that Prometheus stretches them as it stretches the
   * others: it never reckons a counter back below 0, so young ones are stretched less.
   */
  readonly settled: (edge: number) => boolean;
  /** The same of the sum of all values. */
  readonly settledSum: () => boolean;
}

export interface Weighted {
  readonly value: number;
  readonly count: number;
  /** Prometheus stretches what it saw of a series to the whole window: so many times at most, at least once. */
  readonly most: number;
}

/** Where a rate looks: `seconds` before `at`, on scrapes `interval` apart. */
export interface Window {
  readonly at: number;
  readonly seconds: number;
  readonly interval: number;
}

interface Placed {
  readonly at: number;
  readonly since: number;
  readonly series: string;
  readonly value: number;
  readonly count: number;
  /** When its series was born, and when its process ends. */
  readonly born: number;
  readonly dies: number;
  /** Counted between two scrapes that both see the series. */
  readonly sure: boolean;
}

/** Several that are put together lie so close. */
const LONGEST_SECONDS = 1;

/** Observations of one kind, by the labels of a panel's series. */
export class Observations {
  private readonly groups = new Map<string, Placed[]>();
  private readonly looked = new Map<string, Seen>();
  private readonly labelSets = new Map<string, LabelValues>();

  /**
   * @param by the labels of the drawn series
   * @param series labels of the counter's series: each is born with its first event, and what it counts until its first scrape is lost.
   * `always`: it is there with 0 from the beginning of its process.
   */
  constructor(
    all: readonly Observation[],
    private readonly by: readonly string[],
    interval: number,
    series: readonly string[] | 'always'
  ) {
    const born = new Map<string, number>();
    for (const { at, since = at, value, count = 1, labels, source } of [...all].sort((a, b) => a.at - b.at)) {
      const seriesKey = series === 'always' ? '' : `${source.name} ${keyOf(labels, series)}`;
      const first = series === 'always' ? source.from : (born.get(seriesKey) ?? at);
      born.set(seriesKey, first);
      const sure = at - first > interval && source.to - at > interval;
      const key = keyOf(labels, by);
      const group = this.groups.get(key) ?? [];
      group.push({
        at,
        since,
        series: `${source.name} ${seriesKey}`,
        value,
        count,
        sure,
        born: first,
        dies: source.to,
      });
      this.groups.set(key, group);
      this.labelSets.set(key, Object.fromEntries(by.map((name) => [name, labels[name] ?? ''])));
    }
  }

  /** Of all series that ever had anything. */
  get sets(): readonly LabelValues[] {
    return [...this.labelSets.values()];
  }

  /** The label sets that have anything certain in a window. */
  expected(window: Window): LabelValues[] {
    return [...this.labelSets.values()].filter((labels) => this.seen(labels, window).certain.length > 0);
  }

  /** `labels` of a drawn series; others than `by` do not matter. */
  seen(labels: LabelValues, window: Window): Seen {
    const key = `${keyOf(labels, this.by)} ${window.at} ${window.seconds}`;
    const known = this.looked.get(key) ?? this.look(keyOf(labels, this.by), window);
    this.looked.set(key, known);
    return known;
  }

  private look(key: string, window: Window): Seen {
    const { at, seconds, interval } = window;
    const group = this.groups.get(key) ?? [];
    const begun = slice(group, at - seconds, at + LONGEST_SECONDS).filter(({ since }) => since <= at);
    const possible = begun.map((each) => ({ ...each, most: stretch(each, window) }));
    const inside = ({ at: when, since, sure }: Placed): boolean =>
      sure && since > at - seconds + interval && when <= at - interval;
    const before = slice(group, -Infinity, at - seconds);
    return {
      certain: possible.filter(inside),
      possible,
      settled: memo((edge) => isSettled(possible, before, window, ({ value, count }) => (value <= edge ? count : 0))),
      settledSum: () => isSettled(possible, before, window, ({ value, count }) => value * count),
    };
  }
}

/**
 * The first and the last scrape that see a series are each up to one interval inside its time in the window, and Prometheus
 * reckons from them to the ends. A series that was there for two scrapes only is stretched most.
 */
function stretch({ born, dies }: Placed, { at, seconds, interval }: Window): number {
  const there = Math.min(at, dies) - Math.max(at - seconds, born);
  const seen = Math.max(interval, there - 2 * interval);
  return (seen + 2 * interval) / seen;
}

function memo(of: (edge: number) => boolean): (edge: number) => boolean {
  const known = new Map<number, boolean>();
  return (edge) => {
    const value = known.get(edge) ?? of(edge);
    known.set(edge, value);
    return value;
  };
}

/** Prometheus goes back to 0 where a counter's first value is small beside its growth; two scrapes are the most that it goes back. */
function isSettled(
  inside: readonly Placed[],
  before: readonly Placed[],
  { seconds, interval }: Window,
  amount: (each: Placed) => number
): boolean {
  const counts = (list: readonly Placed[]): Map<string, number> => {
    const sums = new Map<string, number>();
    list.forEach((each) => sums.set(each.series, (sums.get(each.series) ?? 0) + amount(each)));
    return sums;
  };
  const earlier = counts(before);
  return [...counts(inside)].every(
    ([series, count]) =>
      (earlier.get(series) ?? 0) >= (count * 2 * interval) / Math.max(interval, seconds - 2 * interval)
  );
}

const keyOf = (labels: LabelValues, by: readonly string[]): string =>
  JSON.stringify(by.map((name) => labels[name] ?? ''));

/** After `from` and until `to`. */
function slice(sorted: readonly Placed[], from: number, to: number): Placed[] {
  return sorted.slice(countUntil(sorted, from), countUntil(sorted, to));
}

function countUntil(sorted: readonly Placed[], seconds: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle]?.at ?? Infinity) <= seconds) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
