import type { EvidenceSignal } from '@dynamo-observability/dashboards';
import { css } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { Badge, Button, Icon, useStyles2 } from '@grafana/ui';
import { useState } from 'react';

import { text } from '../language/translate.ts';
import { durationText, shareText } from '../request/duration.ts';
import { missedTokens, type Contribution } from './contribution.ts';
import type { EvidenceRequest, Outcome } from './evidence-request.ts';

interface Props {
  readonly signal: EvidenceSignal;
  /** The largest contribution first. */
  readonly requests: readonly Contribution[];
  /** Where the page of a request is. */
  readonly hrefOf: (traceId: string) => string;
}

/** What explains the signal, beside start and outcome. */
const columnsOf: { readonly [S in EvidenceSignal]: readonly Column[] } = {
  ttft: ['ttft', 'tokens', 'duration'],
  queue: ['ttft', 'tokens', 'duration'],
  itl: ['itl', 'tokens', 'duration'],
  duration: ['duration', 'ttft', 'tokens'],
  'hit-rate': ['missed', 'tokens', 'ttft'],
  kv: ['tokens', 'duration', 'itl'],
  'gpu-power': ['tokens', 'itl', 'duration'],
  errors: ['duration', 'ttft', 'tokens'],
};

const cellOf = {
  ttft: ({ ttftMs }: EvidenceRequest) => durationText(ttftMs),
  itl: ({ itlMs }: EvidenceRequest) => durationText(itlMs),
  duration: ({ durationMs }: EvidenceRequest) => durationText(durationMs),
  tokens: ({ inputTokens, outputTokens }: EvidenceRequest) =>
    inputTokens === undefined ? '–' : `${inputTokens} / ${outputTokens ?? '–'}`,
  missed: (request: EvidenceRequest) => missedTokens(request)?.toString() ?? '–',
} as const;
type Column = keyof typeof cellOf;

const shownAtFirst = 10;

/** Requests behind a point, each a link to its page. */
export function EvidenceTable({ signal, requests, hrefOf }: Props): JSX.Element {
  const styles = useStyles2(getStyles);
  const [all, setAll] = useState(false);
  const columns = columnsOf[signal];
  const shown = all ? requests : requests.slice(0, shownAtFirst);
  return (
    <div className={styles.scroll}>
      <table className={styles.table} aria-label={text('evidence.requests')}>
        <thead>
          <tr>
            {(['time', ...columns, 'contribution', 'outcome', 'source'] as const).map((column) => (
              <th key={column} scope="col">
                {text(`evidence.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((entry, i) => (
            <Row key={entry.request.traceId ?? i} entry={entry} columns={columns} hrefOf={hrefOf} />
          ))}
        </tbody>
      </table>
      {requests.length > shown.length ? (
        <Button fill="text" size="sm" onClick={() => setAll(true)}>
          {text('evidence.show-all', { count: String(requests.length) })}
        </Button>
      ) : null}
    </div>
  );
}

interface RowProps {
  readonly entry: Contribution;
  readonly columns: readonly Column[];
  readonly hrefOf: Props['hrefOf'];
}

function Row({ entry: { request, share }, columns, hrefOf }: RowProps): JSX.Element {
  const styles = useStyles2(getStyles);
  const time = dateTimeFormat(request.startMs, { format: 'HH:mm:ss.SSS' });
  return (
    <tr>
      <th scope="row">
        {request.traceId === undefined ? (
          time
        ) : (
          <a className={styles.link} href={hrefOf(request.traceId)} aria-label={text('evidence.open', { time })}>
            {time}
          </a>
        )}
      </th>
      {columns.map((column) => (
        <td key={column}>{cellOf[column](request)}</td>
      ))}
      <td>
        <span className={styles.share}>
          <span className={styles.bar} style={{ width: `${(share ?? 0) * 100}%` }} aria-hidden />
          <span className={styles.shareText}>{shareText(share)}</span>
        </span>
      </td>
      <td>
        <OutcomeCell outcome={request.outcome} errorType={request.errorType} />
      </td>
      <td className={styles.sources}>
        {[...request.sources].map((source) => (
          <Badge
            key={source}
            color={source === 'traces' ? 'purple' : 'blue'}
            text={text(`evidence.source.${source}`)}
          />
        ))}
      </td>
    </tr>
  );
}

const icons = {
  success: 'check-circle',
  error: 'exclamation-circle',
  cancelled: 'minus-circle',
  unknown: 'question-circle',
} as const satisfies { readonly [O in Outcome]: string };

/** An icon of its own shape and a word: never colour alone. */
function OutcomeCell({ outcome, errorType }: { readonly outcome: Outcome; readonly errorType: string | undefined }) {
  return (
    <span>
      <Icon name={icons[outcome]} aria-hidden /> {errorType ?? text(`evidence.outcome.${outcome}`)}
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  scroll: css({ overflowX: 'auto' }),
  table: css({
    width: '100%',
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
    'th, td': { padding: theme.spacing(0.5, 1.5, 0.5, 0), textAlign: 'left', fontWeight: 'normal' },
    'thead th': { color: theme.colors.text.secondary, borderBottom: `1px solid ${theme.colors.border.weak}` },
    'tbody tr:hover': { background: theme.colors.action.hover },
  }),
  // Grafana takes clicks on anchors as steps inside the app; its own link needs a router that previews lack.
  link: css({ color: theme.colors.text.link, textDecoration: 'underline' }),
  share: css({ position: 'relative', display: 'inline-block', width: 72 }),
  bar: css({
    position: 'absolute',
    inset: '2px auto 2px 0',
    background: theme.visualization.getColorByName('semi-dark-blue'),
    opacity: 0.45,
  }),
  shareText: css({ position: 'relative', paddingLeft: theme.spacing(0.5) }),
  sources: css({ display: 'flex', gap: theme.spacing(0.5) }),
});
