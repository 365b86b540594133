import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import type { ReactNode } from 'react';

import { KeyValueTable } from '../key-value/key-value-table.tsx';
import { durationText } from './duration-text.ts';
import type { KeyValue, TraceSpan } from './trace-span.ts';

interface Props {
  readonly span: TraceSpan;
  readonly traceStartMs: number;
}

/** All that is known of a span. */
export function SpanDetails({ span, traceStartMs }: Props): JSX.Element {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.details}>
      <Section title={t('grafana-host.traces.details.span', 'Span')} pairs={factsOf(span, traceStartMs)} />
      <Section title={t('grafana-host.traces.details.attributes', 'Attributes')} pairs={span.tags} />
      <Section title={t('grafana-host.traces.details.resource', 'Resource')} pairs={span.serviceTags} />
      {span.events.length > 0 && (
        <Block title={t('grafana-host.traces.details.events', 'Events')}>
          {span.events.map(({ timeMs, name, fields }, i) => (
            <div key={i} className={styles.event}>
              <strong>{name === '' ? t('grafana-host.traces.details.event', 'Event') : name}</strong>{' '}
              <span className={styles.offset}>{durationText(timeMs - traceStartMs)}</span>
              <KeyValueTable pairs={fields} />
            </div>
          ))}
        </Block>
      )}
      {span.references.map(({ traceId, spanId, tags }) => (
        <Section
          key={traceId + spanId}
          title={t('grafana-host.traces.details.link', 'Link to span')}
          pairs={[{ key: 'traceID', value: traceId }, { key: 'spanID', value: spanId }, ...tags]}
        />
      ))}
    </div>
  );
}

function factsOf(span: TraceSpan, traceStartMs: number): KeyValue[] {
  const facts = [
    [t('grafana-host.traces.details.id', 'Span ID'), span.id],
    [t('grafana-host.traces.details.start', 'Start'), durationText(span.startMs - traceStartMs)],
    [t('grafana-host.traces.details.duration', 'Duration'), durationText(span.durationMs)],
    [t('grafana-host.traces.details.kind', 'Kind'), span.kind],
    [t('grafana-host.traces.details.status', 'Status'), statusOf(span)],
    [t('grafana-host.traces.details.library', 'Library'), span.library],
  ] as const;
  return facts.filter(([, value]) => value !== '').map(([key, value]) => ({ key, value }));
}

function statusOf({ failed, statusMessage }: TraceSpan): string {
  return failed ? [t('grafana-host.traces.error', 'Error'), statusMessage].filter(Boolean).join(': ') : statusMessage;
}

function Section({
  title,
  pairs,
}: {
  readonly title: string;
  readonly pairs: readonly KeyValue[];
}): JSX.Element | null {
  return pairs.length === 0 ? null : (
    <Block title={title}>
      <KeyValueTable pairs={pairs} />
    </Block>
  );
}

function Block({ title, children }: { readonly title: string; readonly children: ReactNode }): JSX.Element {
  const styles = useStyles2(getStyles);
  return (
    <section aria-label={title}>
      <h6 className={styles.title}>{title}</h6>
      {children}
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2): Record<'details' | 'title' | 'event' | 'offset', string> => ({
  details: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 320px), 1fr))',
    gap: theme.spacing(1, 3),
    padding: theme.spacing(1, 2),
  }),
  title: css({ margin: theme.spacing(0, 0, 0.5), color: theme.colors.text.secondary }),
  event: css({ marginBottom: theme.spacing(1) }),
  offset: css({ color: theme.colors.text.secondary, fontVariantNumeric: 'tabular-nums' }),
});
