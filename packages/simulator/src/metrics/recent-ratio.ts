/** A share over the last so many requests, as engines and the block manager report hit rates. */
export class RecentRatio {
  private readonly parts: number[] = [];
  private readonly wholes: number[] = [];
  private next = 0;
  private part = 0;
  private whole = 0;

  constructor(private readonly requests: number) {}

  add(part: number, whole: number): void {
    this.part += part - (this.parts[this.next] ?? 0);
    this.whole += whole - (this.wholes[this.next] ?? 0);
    this.parts[this.next] = part;
    this.wholes[this.next] = whole;
    this.next = (this.next + 1) % this.requests;
  }

  /** From 0 to 1; 0 before the first request. */
  get value(): number {
    return this.whole > 0 ? Math.min(1, Math.max(0, this.part / this.whole)) : 0;
  }
}
