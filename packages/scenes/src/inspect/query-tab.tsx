import type { DataFrame, PanelData } from '@grafana/data';
import { Alert } from '@grafana/ui';

import { text } from '../language/translate.ts';
import { CodeWithCopy } from './code-with-copy.tsx';

/** The queries as the data source sent them, how many series each gave, and how long they took together. */
export function QueryTab({ data }: { readonly data: PanelData | undefined }): JSX.Element {
  if (data === undefined) {
    return <p>{text('inspect.no-data')}</p>;
  }
  return (
    <>
      {data.errors?.map(({ message, refId }, i) => (
        <Alert key={refId ?? i} severity="error" title={message ?? text('empty.failed-without-reason')} />
      ))}
      <p>{timing(data)}</p>
      {sentQueries(data.series).map(({ refId, query, series }) => (
        <section key={refId}>
          <h4>{text('inspect.query', { refId, series: String(series) })}</h4>
          <CodeWithCopy code={query} copied="panel.menu.copied" />
        </section>
      ))}
    </>
  );
}

function timing({ request, state }: PanelData): string {
  const { startTime, endTime } = request ?? {};
  return startTime === undefined || endTime === undefined
    ? String(state)
    : text('inspect.took', { ms: String(endTime - startTime), at: new Date(startTime).toISOString() });
}

interface SentQuery {
  readonly refId: string;
  readonly query: string;
  readonly series: number;
}

/** Data sources note in each frame which query it answers. */
export function sentQueries(series: readonly DataFrame[]): readonly SentQuery[] {
  const found = new Map<string, SentQuery>();
  for (const { refId = '', meta } of series) {
    const query = meta?.executedQueryString;
    if (query !== undefined) {
      found.set(refId, { refId, query, series: (found.get(refId)?.series ?? 0) + 1 });
    }
  }
  return [...found.values()];
}
