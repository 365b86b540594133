import { getDataSourceSrv } from '@grafana/runtime';
import { EmbeddedScene, type SceneComponentProps } from '@grafana/scenes';

import { NoMetricsSource } from './no-metrics-source.tsx';

/** Whether this Grafana has anything that could be asked for metrics; as the variable of the page looks for it. */
const hasMetricsSource = (): boolean =>
  getDataSourceSrv().getList({ metrics: true, pluginId: 'prometheus' }).length > 0;

/** Shows its dashboard where there is a Prometheus data source. Where there is none, the dashboard stays asleep. */
export class MetricsGate extends EmbeddedScene {
  static override Component = ({ model }: SceneComponentProps<EmbeddedScene>): JSX.Element => {
    const { body } = model.useState();
    return hasMetricsSource() ? <body.Component model={body} /> : <NoMetricsSource />;
  };
}
