import { sources } from '@dynamo-observability/dashboards';
import { traceql } from '@dynamo-observability/query';
import { css } from '@emotion/css';
import { LoadingState, type GrafanaTheme2 } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import {
  sceneGraph,
  SceneObjectBase,
  SceneQueryRunner,
  VizPanel,
  type SceneComponentProps,
  type SceneObject,
  type SceneObjectState,
} from '@grafana/scenes';
import { EmptyState, useStyles2 } from '@grafana/ui';

import type { EvidenceSite } from '../evidence/site.ts';
import { text } from '../language/translate.ts';
import { requestFacts, workersOf } from './request-facts.ts';
import { RequestSummary } from './request-summary.tsx';
import { endOf, spansOf } from './span.ts';
import { linesOf, workersAround } from './surroundings.ts';

interface RequestSceneState extends SceneObjectState {
  readonly traceId: string;
  readonly summary: RequestSummary;
  readonly waterfall: VizPanel;
  readonly lines?: SceneObject;
  readonly workers?: SceneObject;
}

/** Before and after the request: what led to it, and lines that were written late. */
const marginMs = 60_000;

/** One request: its facts, its waterfall, every log line of it, and its workers around that time. */
export class RequestScene extends SceneObjectBase<RequestSceneState> {
  private surrounded = false;

  constructor(
    traceId: string,
    private readonly site: EvidenceSite
  ) {
    super({
      traceId,
      $data: new SceneQueryRunner({
        datasource: sources.tempo,
        queries: [{ refId: 'A', queryType: 'traceql', query: traceql.print(traceql.trace(traceId).node) }],
      }),
      summary: new RequestSummary({ traceId }),
      waterfall: new VizPanel({ pluginId: 'traces', title: text('request.waterfall') }),
    });
    this.addActivationHandler(() => {
      const subscription = sceneGraph.getData(this).subscribeToState(() => this.surround());
      this.surround();
      return () => subscription.unsubscribe();
    });
  }

  /** Once, when the trace is there or is known not to be. */
  private surround(): void {
    const { data } = sceneGraph.getData(this).state;
    if (this.surrounded || (data?.state !== LoadingState.Done && data?.state !== LoadingState.Error)) {
      return;
    }
    this.surrounded = true;
    const spans = spansOf(data.series);
    const facts = requestFacts(this.state.traceId, spans);
    if (facts === undefined) {
      void linesOf(this, this.site, this.state.traceId, undefined).then((lines) => this.setState({ lines }));
      return;
    }
    const fromMs = Math.min(...spans.map(({ startMs }) => startMs)) - marginMs;
    const moment = { fromMs, toMs: Math.max(...spans.map(endOf)) + marginMs };
    void linesOf(this, this.site, this.state.traceId, moment).then((lines) => this.setState({ lines }));
    void workersAround(this, this.site, workersOf(facts), moment).then((workers) => this.setState({ workers }));
  }

  static Component = ({ model }: SceneComponentProps<RequestScene>): JSX.Element => <RequestView model={model} />;
}

function RequestView({ model }: { readonly model: RequestScene }): JSX.Element {
  const { summary, waterfall, lines, workers } = model.useState();
  const styles = useStyles2(getStyles);
  if (getDataSourceSrv().getList({ pluginId: 'tempo' }).length === 0) {
    return (
      <EmptyState variant="call-to-action" hideImage message={text('request.no-traces.title')}>
        {text('request.no-traces.explanation')}
      </EmptyState>
    );
  }
  return (
    <div className={styles.page}>
      <summary.Component model={summary} />
      <div className={styles.waterfall}>
        <waterfall.Component model={waterfall} />
      </div>
      <div className={styles.lines}>{lines === undefined ? null : <lines.Component model={lines} />}</div>
      {workers === undefined ? null : <workers.Component model={workers} />}
    </div>
  );
}

/** Heights are fixed, so that nothing jumps while parts come in. */
const getStyles = (theme: GrafanaTheme2) => ({
  page: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2), width: '100%' }),
  waterfall: css({ height: 480, display: 'flex' }),
  lines: css({ height: 420, display: 'flex' }),
});
