/** A sum that carries the rounding error along (Kahan, with Neumaier's swap), as Prometheus sums over time. */
export class CompensatedSum {
  /** Without the error. */
  sum = 0;
  private error = 0;

  add(value: number): void {
    const next = this.sum + value;
    this.error += Math.abs(this.sum) >= Math.abs(value) ? this.sum - next + value : value - next + this.sum;
    this.sum = next;
  }

  /** With the error added back, whatever that gives for infinities. */
  exact(): number {
    return this.sum + this.error;
  }

  /** With the error added back where the sum is finite. */
  total(): number {
    return this.sum === Infinity || this.sum === -Infinity ? this.sum : this.exact();
  }
}
