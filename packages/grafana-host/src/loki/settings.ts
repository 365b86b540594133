import type { DataSourceInstanceSettings } from '@grafana/data';

import { instanceSettings } from '../instance-settings.ts';
import type { LokiOptions } from './data-source.ts';
import type { DerivedField } from './derived-fields.ts';

export interface LokiIdentity {
  readonly uid: string;
  readonly name: string;
  readonly derivedFields?: readonly DerivedField[];
}

/** Instance settings as Grafana keeps them for a Loki data source. */
export const lokiSettings = ({
  uid,
  name,
  derivedFields = [],
}: LokiIdentity): DataSourceInstanceSettings<LokiOptions> =>
  instanceSettings<LokiOptions>({
    uid,
    name,
    type: 'loki',
    typeName: 'Loki',
    isDefault: false,
    jsonData: { derivedFields },
    can: { metrics: true, logs: true, alerting: true, annotations: true },
  });
