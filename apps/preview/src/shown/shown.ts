/** What the page shows, as the server says it in `preview.json`. */
export type Shown = ShownCapture | ShownPrometheus;

interface Scraped {
  /** Such as `5s`. */
  readonly scrapeInterval: string;
}

export interface ShownCapture extends Scraped {
  readonly kind: 'capture';
  /** Relative to the page's base. */
  readonly url: string;
  /** The file's name; the bundled capture has none. */
  readonly file?: string;
}

export interface ShownPrometheus extends Scraped {
  readonly kind: 'prometheus';
  /** Where the server passes requests on, relative to the page's base. */
  readonly url: string;
  /** The address of Prometheus itself. */
  readonly address: string;
}

/** The file that tells the page what to show, relative to its base. */
export const SHOWN_FILE = 'preview.json';

/** Where the capture lies, relative to the page's base. */
export const CAPTURE_FILE = 'capture/scrapes.jsonl.gz';
