/** What the page shows, as the server says it in `preview.json`. */
export type Shown = ShownCapture | ShownPrometheus | ShownScenario;

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
  /** What each process wrote to stderr, by its name. All addresses are relative to the page's base. */
  readonly processes?: Readonly<Record<string, string>>;
  /** The same logs as Dynamo sent them over OTLP. */
  readonly logsOtlp?: string;
  readonly spansOtlp?: string;
  /** Whether GPUs are made up for it: the run had none. */
  readonly syntheticGpus?: boolean;
}

/** A simulated installation. */
export interface ShownScenario extends Scraped {
  readonly kind: 'scenario';
  /** As the simulator knows it, such as `busy`. */
  readonly name: string;
  /** The real capture, which the page offers as another choice. */
  readonly capture: ShownCapture;
}

/** A program that the page reaches through its server. */
export interface ShownServer {
  /** Where the server passes requests on, relative to the page's base. */
  readonly url: string;
  /** The address of the program itself. */
  readonly address: string;
}

export interface ShownPrometheus extends Scraped, ShownServer {
  readonly kind: 'prometheus';
  readonly loki?: ShownServer;
  readonly tempo?: ShownServer;
}

/** The file that tells the page what to show, relative to its base. */
export const SHOWN_FILE = 'preview.json';

/** Where the capture lies, relative to the page's base. */
export const CAPTURE_FILE = 'capture/scrapes.jsonl.gz';
