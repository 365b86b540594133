/** What happens later, in the order of time; of equal times what was planned first comes first. */
export class EventQueue {
  private readonly heap: Event[] = [];
  private planned = 0;
  private time = 0;

  /** Seconds from the beginning of the scenario. */
  get now(): number {
    return this.time;
  }

  /** @throws RangeError for a time that is past or no number. */
  at(seconds: number, run: () => void): void {
    if (!(seconds >= this.time)) {
      throw new RangeError(`Nothing can happen at ${seconds} s: it is ${this.time} s already.`);
    }
    const event = { seconds, order: this.planned++, run };
    let index = this.heap.push(event) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = this.heap[parent];
      if (above === undefined || !before(event, above)) {
        break;
      }
      this.heap[index] = above;
      index = parent;
    }
    this.heap[index] = event;
  }

  after(seconds: number, run: () => void): void {
    this.at(this.time + seconds, run);
  }

  /** Lets everything happen up to and at `seconds`. */
  runUntil(seconds: number): void {
    for (let next = this.heap[0]; next !== undefined && next.seconds <= seconds; next = this.heap[0]) {
      this.removeFirst();
      this.time = next.seconds;
      next.run();
    }
    this.time = Math.max(this.time, seconds);
  }

  private removeFirst(): void {
    const last = this.heap.pop();
    if (last === undefined || this.heap.length === 0) {
      return;
    }
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      let below = this.heap[child];
      const right = this.heap[child + 1];
      if (right !== undefined && below !== undefined && before(right, below)) {
        child++;
        below = right;
      }
      if (below === undefined || !before(below, last)) {
        break;
      }
      this.heap[index] = below;
      index = child;
    }
    this.heap[index] = last;
  }
}

interface Event {
  readonly seconds: number;
  readonly order: number;
  readonly run: () => void;
}

const before = (a: Event, b: Event): boolean => a.seconds < b.seconds || (a.seconds === b.seconds && a.order < b.order);
