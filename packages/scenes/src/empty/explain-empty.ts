import { sourcesOf, type Panel } from '@dynamo-observability/dashboards';
import { LoadingState, type PanelData } from '@grafana/data';
import { sceneGraph, type SceneObject, type VizPanel } from '@grafana/scenes';

import { text } from '../language/translate.ts';
import { isPanel } from '../panel/is-panel.ts';
import { causeOf } from './cause.ts';
import { probeOf, type FamilyProbe } from './family-probe.ts';
import { hasValues } from './has-values.ts';
import { lacksLogStreams } from './log-streams.ts';
import { emptyMessage, failedMessage, noSourceMessage } from './message.ts';
import { missingSource } from './missing-source.ts';
import { showMessage, showValues } from './show-message.ts';

/** A behaviour of a panel: while it is empty, its text says why, and when the query failed, with what. */
export function explainEmpty(panel: Panel) {
  return (object: SceneObject): (() => void) | undefined => {
    if (!isPanel(object)) {
      return undefined;
    }
    const probe = probeOf(object);
    const data = sceneGraph.getData(object);
    const explain = () => explainNow(object, panel, data.state.data, probe);
    const subscriptions = [
      data.subscribeToState(explain),
      probe?.onAnswer(explain),
      // A panel plugin that has just been loaded writes the field configuration anew.
      object.subscribeToState((now, before) => {
        if (now.fieldConfig !== before.fieldConfig) {
          explain();
        }
      }),
    ];
    explain();
    return () => subscriptions.forEach((subscription) => subscription?.unsubscribe());
  };
}

function explainNow(viz: VizPanel, panel: Panel, data: PanelData | undefined, probe: FamilyProbe | undefined): void {
  if (data === undefined || (data.state !== LoadingState.Done && data.state !== LoadingState.Error)) {
    // What was shown before stays until there is an answer.
    return;
  }
  if (hasValues(data.series)) {
    showValues(viz, panel);
  } else {
    showMessage(viz, panel, messageFor(viz, panel, data, probe));
  }
}

function messageFor(viz: VizPanel, panel: Panel, data: PanelData, probe: FamilyProbe | undefined): string {
  const missing = missingSource(panel);
  if (missing !== undefined) {
    return noSourceMessage(missing);
  }
  if (sourcesOf(panel).every((source) => source === 'loki') && lacksLogStreams(viz)) {
    return text('empty.no-log-streams');
  }
  if (data.state === LoadingState.Error) {
    return failedMessage(reasonOf(data));
  }
  // Only families tell why they are absent; of logs and traces the panel itself says what it means that there are none.
  const onlyMetrics = panel.queries.every(({ source }) => source === 'prometheus');
  const present = onlyMetrics ? probe?.present() : undefined;
  return present === undefined ? panel.absence : emptyMessage(causeOf(panel, present), panel);
}

const reasonOf = ({ errors = [] }: PanelData): string | undefined =>
  errors.map(({ message, data }) => message ?? data?.message).find((reason) => reason !== undefined);
