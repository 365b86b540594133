import type { Panel } from '@dynamo-observability/dashboards';
import { LoadingState, type PanelData } from '@grafana/data';
import { sceneGraph, type SceneObject, type VizPanel } from '@grafana/scenes';

import { isPanel } from '../panel/is-panel.ts';
import { causeOf } from './cause.ts';
import { probeOf, type FamilyProbe } from './family-probe.ts';
import { hasValues } from './has-values.ts';
import { emptyMessage, failedMessage } from './message.ts';
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
    showMessage(viz, panel, messageFor(panel, data, probe));
  }
}

function messageFor(panel: Panel, data: PanelData, probe: FamilyProbe | undefined): string {
  if (data.state === LoadingState.Error) {
    return failedMessage(reasonOf(data));
  }
  const present = probe?.present();
  return present === undefined ? panel.absence : emptyMessage(causeOf(panel, present), panel);
}

const reasonOf = ({ errors = [] }: PanelData): string | undefined =>
  errors.map(({ message, data }) => message ?? data?.message).find((reason) => reason !== undefined);
