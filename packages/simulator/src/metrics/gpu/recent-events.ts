/** Events of the last minutes, by kind, as the exporter counts them over a window. */
export class RecentEvents<K> {
  private readonly times = new Map<K, number[]>();

  constructor(private readonly windowSeconds: number) {}

  add(kind: K, at: number): void {
    this.times.set(kind, [...(this.times.get(kind) ?? []), at]);
  }

  /** Each kind that ever happened, with how often in the window that ends `at`. */
  counts(at: number): ReadonlyArray<readonly [K, number]> {
    return [...this.times].map(([kind, times]) => {
      const recent = times.filter((time) => time > at - this.windowSeconds);
      this.times.set(kind, recent);
      return [kind, recent.length];
    });
  }
}
