/** One line of the search form of Grafana's Tempo data source. */
export interface SearchFilter {
  readonly id: string;
  readonly tag?: string;
  readonly operator?: string;
  readonly scope?: string;
  readonly value?: string | readonly string[];
  readonly valueType?: string;
  /** Typed by hand, so it is written as it stands. */
  readonly isCustomValue?: boolean;
}

const scopes = new Set(['event', 'instrumentation', 'link', 'resource', 'span']);

/** Names that stand without a scope. */
const intrinsics = new Set([
  ...['duration', 'kind', 'name', 'rootName', 'rootServiceName', 'status', 'statusMessage', 'traceDuration'],
  ...['event:name', 'event:timeSinceStart', 'instrumentation:name', 'instrumentation:version', 'link:spanID'],
  ...['link:traceID', 'span:duration', 'span:id', 'span:kind', 'span:name', 'span:parentID', 'span:status'],
  ...['span:statusMessage', 'trace:duration', 'trace:id', 'trace:rootName', 'trace:rootService'],
]);

/** The TraceQL of a search form, as Grafana writes it. Lines without name, operator or value say nothing. */
export function queryOfFilters(filters: readonly SearchFilter[]): string {
  const ofTrace = filters.some(({ id, value }) => id === 'duration-type' && value === 'trace');
  const conditions = filters
    .filter(({ tag, operator, value }) => tag && operator && (value?.length ?? 0) > 0)
    .map((filter) => condition(filter, ofTrace));
  return `{${conditions.join(' && ')}}`;
}

function condition(filter: SearchFilter, ofTrace: boolean): string {
  const { operator = '', value = '' } = filter;
  const name = nameOf(filter, ofTrace);
  const isPattern = operator === '=~' || operator === '!~';
  if (typeof value === 'string' || value.length === 1 || isPattern) {
    return `${name}${operator}${valueText(filter, value, isPattern)}`;
  }
  const each = value.map((one) => `${name}${operator}${valueText(filter, [one], false)}`);
  return `(${each.join(operator === '!=' ? ' && ' : ' || ')})`;
}

function nameOf({ tag = '', scope = '' }: SearchFilter, ofTrace: boolean): string {
  if (intrinsics.has(tag)) {
    return tag === 'duration' && ofTrace ? 'traceDuration' : tag;
  }
  return `${scopes.has(scope) ? scope : ''}.${tag}`;
}

function valueText(filter: SearchFilter, value: string | readonly string[], isPattern: boolean): string {
  const values = typeof value === 'string' ? [value] : value.map((one) => escape(one, filter, isPattern));
  const text = values.join('|');
  return values.length > 1 || filter.valueType === 'string' ? `"${text}"` : text;
}

function escape(value: string, { isCustomValue }: SearchFilter, isPattern: boolean): string {
  if (isCustomValue === true) {
    return value;
  }
  const inQuotes = value.replace(/["\\]/g, '\\$&');
  return isPattern ? inQuotes.replace(/[$^*{}[\]'+?.()|]/g, '\\\\$&') : inQuotes;
}
