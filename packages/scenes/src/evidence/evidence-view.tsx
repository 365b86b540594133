import type { EvidenceSignal } from '@dynamo-observability/dashboards';
import { locationUtil } from '@grafana/data';
import { Alert, EmptyState, LinkButton, Spinner, Stack, Text } from '@grafana/ui';

import { exploreUrl } from '../explore/explore-url.ts';
import { mayExplore } from '../explore/may-explore.ts';
import { text } from '../language/translate.ts';
import { durationText } from '../request/duration.ts';
import { EvidenceTable } from './evidence-table.tsx';
import type { Evidence, Search } from './find-evidence.ts';
import type { Moment } from './moment.ts';

interface Props {
  readonly signal: EvidenceSignal;
  readonly evidence: Evidence | undefined;
  readonly moment: Moment | undefined;
  readonly hrefOf: (traceId: string) => string;
}

/** The requests that were found, and what kept others from being found. */
export function EvidenceView({ signal, evidence, moment, hrefOf }: Props): JSX.Element {
  if (evidence === undefined) {
    return (
      <div role="status">
        <Spinner inline /> {text('evidence.loading')}
      </div>
    );
  }
  const { requests } = evidence;
  return (
    <Stack direction="column" gap={1}>
      <Who evidence={evidence} />
      {requests.length === 0 ? (
        <NoRequest evidence={evidence} moment={moment} />
      ) : (
        <>
          <Text color="secondary">{text('evidence.counted', { count: String(requests.length) })}</Text>
          <EvidenceTable signal={signal} requests={requests} hrefOf={hrefOf} />
        </>
      )}
      <InExplore evidence={evidence} />
      {notes(signal, evidence, moment).map((note) => (
        <Text key={note} color="secondary" variant="bodySmall">
          {note}
        </Text>
      ))}
    </Stack>
  );
}

/** The way from a GPU or a process to the worker, spelt in every form that other tools show. */
function Who({ evidence: { scope } }: { readonly evidence: Evidence }): JSX.Element {
  const { gpu, gpuHost, instance, workers } = scope;
  const isGpu = gpu !== undefined || gpuHost !== undefined;
  return (
    <>
      {isGpu ? <Text>{text('evidence.gpu.name', { gpu: gpu ?? '', host: gpuHost ?? '' })}</Text> : null}
      {isGpu && workers === undefined ? (
        <Alert severity="info" title={text('evidence.gpu.no-worker')} topSpacing={0} bottomSpacing={0} />
      ) : null}
      {instance !== undefined && workers === undefined ? (
        <Alert
          severity="info"
          title={text('evidence.instance.no-worker', { instance })}
          topSpacing={0}
          bottomSpacing={0}
        />
      ) : null}
      {workers?.map(({ instance, pod, decimal, hex }) => (
        <Text key={decimal}>
          {text('evidence.worker', { instance: pod === '' ? instance : `${pod} (${instance})`, decimal, hex })}
        </Text>
      ))}
    </>
  );
}

function NoRequest({ evidence: { traces, logs }, moment }: Pick<Props, 'moment'> & { readonly evidence: Evidence }) {
  if (traces.state === 'absent' && logs.state === 'absent') {
    return <EmptyState variant="call-to-action" hideImage message={text('evidence.both.absent')} />;
  }
  const window = moment === undefined ? '' : durationText(moment.toMs - moment.fromMs);
  return (
    <EmptyState variant="not-found" hideImage message={text('evidence.none.title')}>
      {text('evidence.none.explanation', { window })}
    </EmptyState>
  );
}

/** The same searches, to go on from: for those who may use Explore. */
function InExplore({ evidence: { traces, logs } }: { readonly evidence: Evidence }): JSX.Element | null {
  if (!mayExplore()) {
    return null;
  }
  const links = [
    ['evidence.open-traces', traces],
    ['evidence.open-logs', logs],
  ] as const;
  return (
    <Stack gap={1}>
      {links.map(([label, search]) =>
        search.state === 'done' ? (
          <LinkButton
            key={label}
            variant="secondary"
            size="sm"
            icon="compass"
            href={locationUtil.assureBaseUrl(exploreUrl([search.asked]))}
          >
            {text(label)}
          </LinkButton>
        ) : null
      )}
    </Stack>
  );
}

const isLimited = (search: Search): boolean => search.state === 'done' && search.limited;

/** Tempo answers searches for spans that are at least so old (tempo-loki-facts.md 1.8). */
const searchableAfterMs = 30_000;

/** Only lines collected from pods have what these signals are about. */
const isInJsonLines = (signal: EvidenceSignal): boolean => signal !== 'duration' && signal !== 'errors';

function notes(
  signal: EvidenceSignal,
  { traces, logs, requests, scope }: Evidence,
  moment: Moment | undefined
): readonly string[] {
  const fromLogs = requests.some(({ request }) => request.sources.has('logs'));
  const isRecent = moment !== undefined && Date.now() - moment.toMs < searchableAfterMs;
  const both = traces.state === 'absent' && logs.state === 'absent';
  return [
    ...(traces.state === 'absent' && !both ? [text('evidence.traces.absent')] : []),
    ...(logs.state === 'absent' && !both ? [text('evidence.logs.absent')] : []),
    ...(traces.state === 'failed' ? [text('evidence.traces.failed', { message: traces.message })] : []),
    ...(logs.state === 'failed' ? [text('evidence.logs.failed', { message: logs.message })] : []),
    ...(isLimited(traces) || isLimited(logs) ? [text('evidence.limited', { count: String(requests.length) })] : []),
    ...(logs.state === 'done' && !fromLogs && isInJsonLines(signal) ? [text('evidence.logs.lack')] : []),
    ...(traces.state === 'done' && isRecent ? [text('evidence.recent')] : []),
    ...(scope.workers !== undefined || signal === 'hit-rate' ? [text('evidence.uncounted-spans')] : []),
  ];
}
