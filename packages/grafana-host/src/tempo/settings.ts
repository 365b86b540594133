import type { DataSourceInstanceSettings, DataSourceJsonData } from '@grafana/data';

import { instanceSettings } from '../instance-settings.ts';

export interface TempoIdentity {
  readonly uid: string;
  readonly name: string;
}

/** Instance settings as Grafana keeps them for a Tempo data source. */
export const tempoSettings = ({ uid, name }: TempoIdentity): DataSourceInstanceSettings<DataSourceJsonData> =>
  instanceSettings({
    uid,
    name,
    type: 'tempo',
    typeName: 'Tempo',
    isDefault: false,
    jsonData: {},
    can: { tracing: true },
  });
