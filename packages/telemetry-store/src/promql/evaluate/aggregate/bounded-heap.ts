/**
 * A binary heap with the least element on top. It moves elements exactly as Go's container/heap does, because that
 * decides which of several equal samples `topk` keeps.
 */
export class BoundedHeap<T> {
  private readonly items: T[] = [];

  constructor(private readonly isLess: (a: T, b: T) => boolean) {}

  get size(): number {
    return this.items.length;
  }

  top(): T | undefined {
    return this.items[0];
  }

  push(item: T): void {
    this.items.push(item);
    this.up(this.items.length - 1);
  }

  /** Takes the top out and puts `item` in. */
  replaceTop(item: T): void {
    if (this.items.length > 1) {
      this.swap(0, this.items.length - 1);
      this.items.pop();
      this.down();
      this.push(item);
    } else {
      this.items[0] = item;
    }
  }

  /** In the order of the heap. */
  toArray(): T[] {
    return [...this.items];
  }

  private up(from: number): void {
    for (let child = from; child > 0;) {
      const parent = (child - 1) >> 1;
      if (!this.less(child, parent)) {
        return;
      }
      this.swap(parent, child);
      child = parent;
    }
  }

  private down(): void {
    for (let parent = 0; ;) {
      const left = 2 * parent + 1;
      if (left >= this.items.length) {
        return;
      }
      const child = left + 1 < this.items.length && this.less(left + 1, left) ? left + 1 : left;
      if (!this.less(child, parent)) {
        return;
      }
      this.swap(parent, child);
      parent = child;
    }
  }

  private less(i: number, j: number): boolean {
    const [a, b] = [this.items[i], this.items[j]];
    return a !== undefined && b !== undefined && this.isLess(a, b);
  }

  private swap(i: number, j: number): void {
    const [a, b] = [this.items[i], this.items[j]];
    if (a !== undefined && b !== undefined) {
      this.items[i] = b;
      this.items[j] = a;
    }
  }
}
