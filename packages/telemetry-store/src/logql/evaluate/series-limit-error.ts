/** A metric query with more series than Loki hands out. */
export class SeriesLimitError extends Error {
  override readonly name = 'SeriesLimitError';

  constructor(readonly limit: number) {
    super(
      `maximum number of series (${limit}) reached for a single query; consider reducing query cardinality by adding ` +
        'more specific stream selectors, reducing the time range, or aggregating results with functions like sum(), ' +
        'count() or topk()'
    );
  }
}
