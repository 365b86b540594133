import { css } from '@emotion/css';
import { AppEvents, dateTimeFormat, LoadingState, type GrafanaTheme2, type PanelData } from '@grafana/data';
import { getAppEvents } from '@grafana/runtime';
import { sceneGraph, SceneObjectBase, type SceneComponentProps, type SceneObjectState } from '@grafana/scenes';
import { Alert, Button, Stack, useStyles2 } from '@grafana/ui';

import { text } from '../language/translate.ts';
import { AttemptsTable } from './attempts-table.tsx';
import { durationText } from './duration.ts';
import { requestMarkdown } from './markdown.ts';
import { requestFacts, type RequestFacts } from './request-facts.ts';
import { spansOf } from './span.ts';
import { TtftBar } from './ttft-bar.tsx';
import { isUnknownTrace } from './unknown-trace.ts';

interface RequestSummaryState extends SceneObjectState {
  readonly traceId: string;
}

/** The facts of a request, read from its trace: who, how long, where the TTFT went, on which workers. */
export class RequestSummary extends SceneObjectBase<RequestSummaryState> {
  static Component = ({ model }: SceneComponentProps<RequestSummary>): JSX.Element => {
    const { traceId } = model.useState();
    const { data } = sceneGraph.getData(model).useState();
    return <Summary traceId={traceId} data={data} />;
  };
}

function Summary({ traceId, data }: { readonly traceId: string; readonly data: PanelData | undefined }): JSX.Element {
  const isUnknown = isUnknownTrace(data?.errors);
  if (data?.state === LoadingState.Error && !isUnknown) {
    const message = data.errors?.[0]?.message ?? '';
    return <Alert severity="error" title={text('request.failed', { message })} />;
  }
  const facts = requestFacts(traceId, spansOf(data?.series ?? []));
  if (facts !== undefined) {
    return <Facts facts={facts} />;
  }
  return data?.state === LoadingState.Done || isUnknown ? (
    <Alert severity="info" title={text('request.not-found.title')}>
      {text('request.not-found.explanation')}
    </Alert>
  ) : (
    // As high as the facts will be, so that nothing below jumps.
    <div style={{ minHeight: 260 }} aria-busy />
  );
}

function Facts({ facts }: { readonly facts: RequestFacts }): JSX.Element {
  const styles = useStyles2(getStyles);
  const fields = [
    ['outcome', facts.outcome],
    ['ttft', durationText(facts.ttftMs)],
    ['itl', durationText(facts.itlMs)],
    ['duration', durationText(facts.durationMs)],
    ['tokens', facts.inputTokens && `${facts.inputTokens} / ${facts.outputTokens ?? '–'}`],
    ['model', facts.model],
    ['start', dateTimeFormat(facts.startMs)],
    ['request', facts.requestId],
    ['trace', facts.traceId],
  ] as const;
  return (
    <Stack direction="column" gap={2}>
      <dl className={styles.facts}>
        {fields.map(([field, value]) => (
          <div key={field}>
            <dt>{text(`request.field.${field}`)}</dt>
            <dd>{value ?? '–'}</dd>
          </div>
        ))}
      </dl>
      <div className={styles.tables}>
        <TtftBar facts={facts} />
        <AttemptsTable attempts={facts.attempts} />
      </div>
      <div>
        <Button icon="copy" variant="secondary" size="sm" onClick={() => void copy(facts)}>
          {text('request.copy')}
        </Button>
      </div>
    </Stack>
  );
}

/** Browsers give no clipboard to pages without TLS. */
async function copy(facts: RequestFacts): Promise<void> {
  const say = (type: string, message: string) => getAppEvents().publish({ type, payload: [message] });
  try {
    await navigator.clipboard.writeText(requestMarkdown(facts, window.location.href));
    say(AppEvents.alertSuccess.name, text('request.copied'));
  } catch {
    say(AppEvents.alertError.name, text('panel.menu.not-copied'));
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  tables: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    gap: theme.spacing(2, 6),
    '> :first-child': { flex: '1 1 420px' },
  }),
  facts: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1, 3),
    margin: 0,
    dt: { color: theme.colors.text.secondary, fontWeight: 'normal' },
    dd: { margin: 0, fontSize: theme.typography.h5.fontSize, overflowWrap: 'anywhere' },
  }),
});
