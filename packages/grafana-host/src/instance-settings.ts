import {
  PluginType,
  type DataSourceInstanceSettings,
  type DataSourceJsonData,
  type DataSourcePluginMeta,
} from '@grafana/data';

import { noInfo } from './plugin-info.ts';

export interface SourceIdentity<Options extends DataSourceJsonData> {
  readonly uid: string;
  /** Shown in pickers. */
  readonly name: string;
  /** Id and name of the plugin. */
  readonly type: string;
  readonly typeName: string;
  readonly isDefault: boolean;
  readonly jsonData: Options;
  /** What the plugin says it can do. */
  readonly can: Partial<Pick<DataSourcePluginMeta, 'metrics' | 'logs' | 'tracing' | 'alerting' | 'annotations'>>;
}

let lastId = 0;

/** Settings of a data source as Grafana keeps them. */
export function instanceSettings<Options extends DataSourceJsonData>(
  source: SourceIdentity<Options>
): DataSourceInstanceSettings<Options> {
  const { uid, name, type, typeName, isDefault, jsonData, can } = source;
  const meta: DataSourcePluginMeta<Options> = {
    id: type,
    name: typeName,
    type: PluginType.datasource,
    module: '',
    baseUrl: '',
    info: noInfo,
    ...can,
  };
  return { id: ++lastId, uid, name, type, access: 'proxy', readOnly: true, isDefault, jsonData, meta };
}
