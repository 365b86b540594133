import type { PanelKind } from '@dynamo-observability/dashboards';

/** Kinds of panels that draw something for each series. */
export const limited: ReadonlySet<PanelKind> = new Set(['timeseries', 'stat', 'bargauge', 'state-timeline']);
