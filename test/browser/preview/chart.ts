import type { Locator, Page } from 'playwright-core';

import { readTooltip, type TooltipReading } from './in-page.ts';

/** A place on a chart, in pixels of the page, and what the chart says there. */
export interface ChartPoint {
  readonly x: number;
  readonly y: number;
  /** Unix milliseconds. */
  readonly timeMs: number;
  readonly line: string;
  /** In the unit of the chart. */
  readonly value: number;
}

const factors = new Map([
  ['µs', 1e-6],
  ['ms', 1e-3],
  ['kW', 1e3],
]);

/** A value as charts print it, such as `214 ms`, in the unit without a prefix. */
function valueIn(text: string): number {
  const [, number, unit = ''] = /^([\d.]+)\s*(\D*)$/.exec(text) ?? [];
  return number === undefined ? NaN : Number(number) * (factors.get(unit) ?? 1);
}

/** Tooltips write the time of the page, which is UTC here. */
const timeOf = (reading: TooltipReading | undefined): number => Date.parse(`${reading?.time ?? ''}Z`);

/** Pixels at the left end of a chart that hardly react. */
const edge = 4;
const heights = 30;

/** Reads a time series panel as a person does: with the pointer. */
export class Chart {
  private constructor(
    private readonly page: Page,
    private readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
  ) {}

  static async of(panel: Locator): Promise<Chart> {
    const over = panel.locator('.u-over');
    await over.scrollIntoViewIfNeeded();
    const box = await over.boundingBox();
    if (box === null) {
      throw new Error('The panel has no chart to point at');
    }
    return new Chart(panel.page(), box);
  }

  /** The highest point of a line, or of all lines where none is named. @throws Error where the chart shows no such line. */
  highest(line?: string): Promise<ChartPoint> {
    return this.extreme(line, (a, b) => a > b);
  }

  lowest(line?: string): Promise<ChartPoint> {
    return this.extreme(line, (a, b) => a < b);
  }

  private async extreme(line: string | undefined, isBetter: (a: number, b: number) => boolean): Promise<ChartPoint> {
    const seen: Array<Omit<ChartPoint, 'y'>> = [];
    const step = await this.stepWidth();
    for (let x = this.box.x + edge; x < this.box.x + this.box.width; x += step) {
      const reading = await this.read(x, this.box.y + this.box.height / 2);
      const rows = reading?.rows.filter(({ label }) => line === undefined || line === label) ?? [];
      seen.push(
        ...rows.map(({ label, value }) => ({ x, timeMs: timeOf(reading), line: label, value: valueIn(value) }))
      );
    }
    const best = seen.reduce<(typeof seen)[number] | undefined>(
      (found, each) => (found === undefined || isBetter(each.value, found.value) ? each : found),
      undefined
    );
    if (best === undefined) {
      throw new Error(`The chart shows no line ${line ?? ''} under the pointer`);
    }
    return { ...best, y: await this.heightOf(best) };
  }

  /** Pixels from one point of a line to the next, or a little less: how far the pointer goes until the time below it changes. */
  private async stepWidth(): Promise<number> {
    const changes: number[] = [];
    let last: number | undefined;
    for (let x = this.box.x + this.box.width / 3; x < this.box.x + this.box.width && changes.length < 2; x++) {
      const timeMs = timeOf(await this.read(x, this.box.y + this.box.height / 2));
      if (last !== undefined && timeMs !== last) {
        changes.push(x);
      }
      last = timeMs;
    }
    const [first = 0, second = first] = changes;
    return Math.max(2, second - first - 1);
  }

  /** Where this line, or one with the same value, is the nearest to the pointer: its links are shown. */
  private async heightOf(point: Omit<ChartPoint, 'y'>): Promise<number> {
    const near: number[] = [];
    for (let step = 1; step < heights; step++) {
      const y = this.box.y + (this.box.height * step) / heights;
      const reading = await this.read(point.x, y);
      if (timeOf(reading) === point.timeMs && valueIn(reading?.nearest?.value ?? '') === point.value) {
        near.push(y);
      } else if (near.length > 0) {
        break;
      }
    }
    const middle = near[Math.floor(near.length / 2)];
    if (middle === undefined) {
      throw new Error(`Nowhere above or below is "${point.line}" the nearest line`);
    }
    return middle;
  }

  private async read(x: number, y: number): Promise<TooltipReading | undefined> {
    await this.page.mouse.move(x, y);
    return this.page.evaluate(readTooltip);
  }
}
