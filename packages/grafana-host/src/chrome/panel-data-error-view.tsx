// Types only: at run time this module is what "@grafana/runtime" offers as PanelDataErrorView.
import type { PanelDataErrorViewProps } from '@grafana/runtime';

import { NoData } from '../panels/no-data.tsx';

/** What core shows when a panel cannot draw its data. */
export function PanelDataErrorView({ data, fieldConfig, message }: PanelDataErrorViewProps): JSX.Element {
  return (
    <NoData
      data={data}
      {...(fieldConfig === undefined ? {} : { fieldConfig })}
      {...(message === undefined ? {} : { message })}
    />
  );
}
