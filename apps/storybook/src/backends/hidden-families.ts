import type {
  InstantRequest,
  InstantResult,
  Labels,
  LabelValuesRequest,
  PrometheusBackend,
  RangeRequest,
  RangeSeries,
  SeriesRequest,
} from '@dynamo-observability/grafana-host';

/** Stands in queries in the place of a family that is hidden. Nothing has this name. */
const nothing = 'hidden_family';

/** A metric name in a query, alone or in a list of alternatives. A label or function that is no family is left as it is. */
const word = /[a-zA-Z_:][\w:]*/g;
const partOfHistogram = /_(?:bucket|sum|count)$/;

/** Another backend as it would be if nobody exposed some of its metric families; of a histogram also its buckets, sum and count. */
export class WithoutFamilies implements PrometheusBackend {
  private readonly hidden: ReadonlySet<string>;

  constructor(
    private readonly inner: PrometheusBackend,
    families: readonly string[]
  ) {
    this.hidden = new Set(families);
  }

  queryRange(request: RangeRequest, signal?: AbortSignal): Promise<readonly RangeSeries[]> {
    return this.inner.queryRange({ ...request, expr: this.blinded(request.expr) }, signal);
  }

  query(request: InstantRequest, signal?: AbortSignal): Promise<InstantResult> {
    return this.inner.query({ ...request, expr: this.blinded(request.expr) }, signal);
  }

  labelValues({ match, ...request }: LabelValuesRequest): Promise<readonly string[]> {
    return this.inner.labelValues(match === undefined ? request : { ...request, match: this.blinded(match) });
  }

  series(request: SeriesRequest): Promise<readonly Labels[]> {
    return this.inner.series({ ...request, match: this.blinded(request.match) });
  }

  private blinded(query: string): string {
    return query.replace(word, (name) => (this.isHidden(name) ? nothing : name));
  }

  private isHidden(name: string): boolean {
    return this.hidden.has(name) || this.hidden.has(name.replace(partOfHistogram, ''));
  }
}
