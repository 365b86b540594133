/** What a click puts in place of macros, by Grafana's rules (grafana-live-facts.md 2). */
export interface Click {
  /** Unix milliseconds; a stat has none. */
  readonly timeMs?: number;
  readonly fromMs: number;
  readonly toMs: number;
  /** Of the clicked series. */
  readonly labels: Readonly<Record<string, string>>;
  /** Of the clicked cell. */
  readonly raw?: string;
  /** Of the dashboard: name -> value. */
  readonly variables: Readonly<Record<string, string>>;
}

const macro = /\$\{([^}:]+)(?::(\w+))?\}/g;

/** A link whose macro Grafana would leave as it stands, or put in without encoding. */
export class UnsafeMacro extends Error {}

/**
 * The URL that a click on a value opens.
 * @throws UnsafeMacro for a macro that is not known, has no value here, or lacks the format that a URL needs.
 */
export function filledUrl(url: string, click: Click): string {
  return url.replace(macro, (whole, name: string, format: string | undefined) => {
    const value = valueOf(name, click);
    if (value === undefined) {
      throw new UnsafeMacro(`nothing fills ${whole}`);
    }
    const encoded = encodings[format ?? 'plain']?.(value, name);
    if (encoded === undefined || (format === undefined && !isPlain(name))) {
      throw new UnsafeMacro(`${whole} is put into the URL without encoding`);
    }
    return encoded;
  });
}

const encodings: { readonly [format: string]: (value: string, name: string) => string } = {
  plain: (value) => value,
  percentencode: (value) => encodeURIComponent(value),
  queryparam: (value, name) => `var-${name}=${encodeURIComponent(value)}`,
};

/** Numbers, uids and Grafana's own query string: nothing in them needs encoding. */
const isPlain = (name: string): boolean => /^__(from|to|org\.id|value\.time|url_time_range)$|_datasource$/.test(name);

function valueOf(name: string, { timeMs, fromMs, toMs, labels, raw, variables }: Click): string | undefined {
  const label = /^__field\.labels\.(\w+)$/.exec(name)?.[1];
  if (label !== undefined) {
    // Grafana fills an unknown label with nothing.
    return labels[label] ?? '';
  }
  const known: { readonly [macro: string]: string | undefined } = {
    '__value.time': timeMs === undefined ? '' : String(timeMs),
    '__value.raw': raw,
    __from: String(fromMs),
    __to: String(toMs),
    '__org.id': '1',
    __url_time_range: `from=${fromMs}&to=${toMs}&timezone=browser`,
  };
  return known[name] ?? variables[name];
}
