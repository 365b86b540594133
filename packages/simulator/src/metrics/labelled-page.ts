import type { ExposedSeries, Page } from './instruments.ts';

/**
 * A page whose series carry more labels than their families have of themselves: dcgm-exporter and kube-state-metrics name
 * the pod that a series is about, not the one that exposes it.
 */
export class LabelledPage implements Page {
  private readonly extra: ReadonlyArray<readonly [string, string]>;
  private readonly known = new WeakMap<ExposedSeries, ExposedSeries>();

  constructor(
    private readonly page: Page,
    labels: { readonly [name: string]: string }
  ) {
    this.extra = Object.entries(labels);
  }

  get families(): Page['families'] {
    return this.page.families;
  }

  each(visit: (series: ExposedSeries, value: number) => void): void {
    this.page.each((series, value) => {
      let labelled = this.known.get(series);
      if (labelled === undefined) {
        labelled = { name: series.name, labels: [...series.labels, ...this.extra] };
        this.known.set(series, labelled);
      }
      visit(labelled, value);
    });
  }
}
