import type { DataSourceInstanceSettings } from '@grafana/data';

import { instanceSettings } from '../instance-settings.ts';
import type { PrometheusOptions } from './data-source.ts';

export interface PrometheusIdentity {
  readonly uid: string;
  readonly name: string;
  /** Scrape interval, such as `5s`. */
  readonly scrapeInterval: string;
}

/** Instance settings as Grafana keeps them for a Prometheus data source. */
export const prometheusSettings = ({
  uid,
  name,
  scrapeInterval,
}: PrometheusIdentity): DataSourceInstanceSettings<PrometheusOptions> =>
  instanceSettings<PrometheusOptions>({
    uid,
    name,
    type: 'prometheus',
    typeName: 'Prometheus',
    isDefault: true,
    jsonData: { timeInterval: scrapeInterval },
    can: { metrics: true, alerting: true, annotations: true },
  });
