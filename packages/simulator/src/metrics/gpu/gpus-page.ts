import type { ExposedSeries, Page } from '../instruments.ts';
import { deviceLabels } from './device-labels.ts';
import { readings, type Look } from './readings.ts';

/**
 * What all GPUs of a node show all the time. A fleet has eight thousand GPUs, so the values are read where they are and not
 * copied into instruments first.
 */
export class GpusPage implements Page {
  private readonly series: readonly ExposedSeries[];

  constructor(private readonly looks: readonly Look[]) {
    const devices = looks.map(({ gpu }) => Object.entries(deviceLabels(gpu)));
    this.series = readings.flatMap(({ metric, labels }) => {
      const more = Object.entries(labels);
      return devices.map((device) => ({
        name: metric.name,
        labels: more.length === 0 ? device : [...device, ...more],
      }));
    });
  }

  get families(): Page['families'] {
    return [...new Map(readings.map(({ metric: { name, type } }) => [name, { name, type }])).values()];
  }

  each(visit: (series: ExposedSeries, value: number) => void): void {
    let index = 0;
    for (const { read } of readings) {
      for (const look of this.looks) {
        const series = this.series[index++];
        if (series !== undefined) {
          visit(series, read(look));
        }
      }
    }
  }
}
