import type { ExposedSeries, Page } from './instruments.ts';

/** Several registries that one process shows on one page, as a worker shows those of Dynamo and of its engine. */
export class JoinedPage implements Page {
  private readonly parts: Page[];

  constructor(...parts: readonly Page[]) {
    this.parts = [...parts];
  }

  join(part: Page): void {
    this.parts.push(part);
  }

  leave(part: Page): void {
    const place = this.parts.indexOf(part);
    if (place >= 0) {
      this.parts.splice(place, 1);
    }
  }

  get families(): Page['families'] {
    const byName = new Map(this.parts.flatMap((part) => part.families).map((family) => [family.name, family]));
    return [...byName.values()];
  }

  each(visit: (series: ExposedSeries, value: number) => void): void {
    for (const part of this.parts) {
      part.each(visit);
    }
  }
}
