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
}

export interface Weighted {
  readonly value: number;
  readonly count: number;
  /** The most that it can weigh, where that is not what a whole window allows: its series begins or ends in the window. */
  readonly most?: number;
  /** Its series begins in the window: Prometheus stretches its sum, its count and its buckets each to where it was 0. */
  readonly begins?: true;
}

/** Where a rate looks: `seconds` before `at`, on scrapes `interval` apart. */
export interface Window {
  readonly at: number;
  readonly seconds: number;
  readonly interval: number;
}

interface Placed extends Weighted {
  readonly at: number;
  /** Counted between two scrapes that both see the series. */
  readonly sure: boolean;
  /** When its series begins and ends. */
  readonly from: number;
  readonly to: number;
}

/** Observations of one kind, by the labels of a panel's series. */
export class Observations {
  private readonly groups = new Map<string, Placed[]>();
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
    for (const { at, value, count = 1, labels, source } of [...all].sort((a, b) => a.at - b.at)) {
      const seriesKey = series === 'always' ? '' : `${source.name} ${keyOf(labels, series)}`;
      const first = series === 'always' ? source.from : (born.get(seriesKey) ?? at);
      born.set(seriesKey, first);
      const sure = at - first > interval && source.to - at > interval;
      const key = keyOf(labels, by);
      const group = this.groups.get(key) ?? [];
      group.push({ at, value, count, sure, from: first, to: source.to });
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
    const { at, seconds, interval } = window;
    const group = this.groups.get(keyOf(labels, this.by)) ?? [];
    const possible = slice(group, at - seconds, at).map((each) => weighed(each, window));
    const certain = possible.filter(
      (each) => each.sure && each.at > at - seconds + interval && each.at <= at - interval
    );
    return { certain, possible };
  }
}

/** Prometheus stretches a series to an end of the window that is at most so many intervals from its last scrape. */
const STRETCHED = 1.1;

/** A series that begins or ends within the window has fewer scrapes there, and is stretched by more. */
function weighed(each: Placed, { at, seconds, interval }: Window): Placed {
  const [from, to] = [Math.max(each.from, at - seconds), Math.min(each.to, at)];
  if (to - from === seconds) {
    return each;
  }
  const intervals = Math.max(1, Math.floor((to - from) / interval) - 1);
  const begins = each.from > at - seconds ? ({ begins: true } as const) : {};
  return { ...each, ...begins, most: Math.min(seconds / (intervals * interval), 1 + (2 * STRETCHED) / intervals) };
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
