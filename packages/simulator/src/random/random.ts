/**
 * Random numbers that are the same for the same seed on every machine (sfc32). Each part of the story draws from a stream
 * of its own, so that a change in one part leaves the draws of the others alone.
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;
  private spare: number | undefined;

  private constructor(state: readonly [number, number, number]) {
    [this.a, this.b, this.c] = state;
    for (let round = 0; round < 12; round++) {
      this.bits();
    }
  }

  /** @param name of the stream, such as `traffic/chat`. */
  static stream(seed: number, name: string): Random {
    const hash = hashText(name);
    return new Random([seed >>> 0, hash, (hash ^ 0x9e3779b9) >>> 0]);
  }

  /** 32 random bits as an unsigned integer. */
  bits(): number {
    const sum = (this.a + this.b + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = ((this.c << 21) | (this.c >>> 11)) + sum;
    this.c |= 0;
    return sum >>> 0;
  }

  /** From 0 inclusive to 1 exclusive. */
  uniform(low = 0, high = 1): number {
    return low + (high - low) * (this.bits() / 2 ** 32);
  }

  /** A whole number from 0 to `count` - 1. */
  below(count: number): number {
    return Math.floor(this.uniform(0, count));
  }

  chance(probability: number): boolean {
    return this.uniform() < probability;
  }

  /** The wait for the next event of a Poisson process of `perSecond` events a second. */
  wait(perSecond: number): number {
    return -Math.log(1 - this.uniform()) / perSecond;
  }

  normal(mean = 0, deviation = 1): number {
    if (this.spare !== undefined) {
      const value = this.spare;
      this.spare = undefined;
      return mean + deviation * value;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    const angle = 2 * Math.PI * this.uniform();
    this.spare = radius * Math.sin(angle);
    return mean + deviation * radius * Math.cos(angle);
  }

  /** @param spread of the logarithm: 0.5 is a factor of 1.65 for one deviation. */
  logNormal(median: number, spread: number): number {
    return median * Math.exp(this.normal(0, spread));
  }

  /** One of several, by weight. Throws RangeError for an empty list. */
  pick<T>(choices: readonly T[], weight: (choice: T) => number = () => 1): T {
    const total = choices.reduce((sum, choice) => sum + weight(choice), 0);
    let left = this.uniform(0, total);
    for (const choice of choices) {
      left -= weight(choice);
      if (left < 0) {
        return choice;
      }
    }
    const last = choices.at(-1);
    if (last === undefined) {
      throw new RangeError('Nothing to pick from: give at least one choice.');
    }
    return last;
  }

  /** Lower-case hex digits, never all zero. */
  hex(digits: number): string {
    let text = '';
    while (text.length < digits) {
      text += this.bits().toString(16).padStart(8, '0');
    }
    const cut = text.slice(0, digits);
    return /^0+$/.test(cut) ? `${cut.slice(1)}1` : cut;
  }
}

/** FNV-1a, 32 bits. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/** A share from 0 inclusive to 1 exclusive that a text always has. */
export const shareOfText = (text: string): number => hashText(text) / 2 ** 32;
