import { metricsSource, type Dashboard } from '@dynamo-observability/dashboards';
import { LoadingState } from '@grafana/data';
import {
  sceneGraph,
  SceneObjectBase,
  SceneQueryRunner,
  type SceneObject,
  type SceneObjectState,
} from '@grafana/scenes';

import { existingSeries } from './existing-series.ts';
import { seriesToProbe } from './families.ts';
import { hasSource } from './missing-source.ts';
import { probeTarget } from './probe-query.ts';

interface FamilyProbeState extends SceneObjectState {
  $data: SceneQueryRunner;
}

/**
 * Asks, once for a page and time range, which of the series that its panels read exist at the end of the range, so that an empty
 * panel can say why it is empty. A behaviour of the page's scene.
 */
export class FamilyProbe extends SceneObjectBase<FamilyProbeState> {
  /** Names of the series that exist; undefined while that is not known. */
  present(): ReadonlySet<string> | undefined {
    const { data } = this.state.$data.state;
    return data?.state === LoadingState.Done ? existingSeries(data.series) : undefined;
  }

  onAnswer(handler: () => void): { unsubscribe: () => void } {
    return this.state.$data.subscribeToState(handler);
  }
}

/** Undefined for a page that reads no metrics, or where nothing could answer. */
export function familyProbe(dashboard: Dashboard): FamilyProbe | undefined {
  const names = seriesToProbe(dashboard);
  if (names.length === 0 || !hasSource('prometheus')) {
    return undefined;
  }
  // What existed in an earlier period explains nothing.
  const queries = [{ ...probeTarget(names), timeRangeCompare: false }];
  return new FamilyProbe({ $data: new SceneQueryRunner({ datasource: metricsSource, queries }) });
}

/** The probe of the page on which an object stands. */
export function probeOf(object: SceneObject): FamilyProbe | undefined {
  const found = sceneGraph.findObject(object, (candidate) => candidate instanceof FamilyProbe);
  return found instanceof FamilyProbe ? found : undefined;
}
