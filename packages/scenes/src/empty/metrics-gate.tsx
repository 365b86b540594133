import { EmbeddedScene, type SceneComponentProps } from '@grafana/scenes';

import { hasSource } from './missing-source.ts';
import { NoMetricsSource } from './no-metrics-source.tsx';

/** Shows its dashboard where there is a Prometheus data source. Where there is none, the dashboard stays asleep. */
export class MetricsGate extends EmbeddedScene {
  static override Component = ({ model }: SceneComponentProps<EmbeddedScene>): JSX.Element => {
    const { body } = model.useState();
    return hasSource('prometheus') ? <body.Component model={body} /> : <NoMetricsSource />;
  };
}
