import { PluginType, type DataSourceInstanceSettings, type DataSourcePluginMeta } from '@grafana/data';

import { noInfo } from '../plugin-info.ts';
import type { PrometheusOptions } from './data-source.ts';

export interface PrometheusIdentity {
  readonly uid: string;
  readonly name: string;
  /** Scrape interval, such as `5s`. */
  readonly scrapeInterval: string;
}

/** Instance settings as Grafana keeps them for a Prometheus data source. */
export function prometheusSettings({
  uid,
  name,
  scrapeInterval,
}: PrometheusIdentity): DataSourceInstanceSettings<PrometheusOptions> {
  const meta: DataSourcePluginMeta<PrometheusOptions> = {
    id: 'prometheus',
    name: 'Prometheus',
    type: PluginType.datasource,
    module: '',
    baseUrl: '',
    metrics: true,
    alerting: true,
    annotations: true,
    info: noInfo,
  };
  return {
    id: 1,
    uid,
    name,
    type: 'prometheus',
    access: 'proxy',
    readOnly: true,
    isDefault: true,
    jsonData: { timeInterval: scrapeInterval },
    meta,
  };
}
