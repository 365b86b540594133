import { FieldColorModeId, type ThresholdsConfig } from '@grafana/schema';

import type { Panel, PanelFieldConfig } from '../model.ts';
import { panel, type Statement } from './panel.ts';

export interface Figure extends Statement {
  readonly thresholds?: ThresholdsConfig;
  readonly decimals?: number;
  /** The mean over what is shown, in place of the last value. */
  readonly overRange?: boolean;
  /** Several values, each with its name. */
  readonly named?: boolean;
  /** Several values below one another, not side by side. */
  readonly stacked?: boolean;
  /** All values of the time range added up, for what is counted step by step. */
  readonly total?: boolean;
}

function calculation({ overRange, total }: Figure): string {
  if (total === true) {
    return 'sum';
  }
  return overRange === true ? 'mean' : 'lastNotNull';
}

/** Each sparkline has the range of its own values, and not that of all values of the panel. */
const ownRange: PanelFieldConfig['overrides'][number] = {
  matcher: { id: 'byType', options: 'number' },
  properties: [{ id: 'fieldMinMax', value: true }],
};

/** One number (or a few) with a sparkline: the last value that exists, or the total. Coloured only where thresholds say what is good. */
export function stat(figure: Figure): Panel {
  return panel(
    { ...figure, overrides: [ownRange, ...(figure.overrides ?? [])] },
    {
      kind: 'stat',
      maxDataPoints: 100,
      options: {
        reduceOptions: { values: false, calcs: [calculation(figure)], fields: '' },
        orientation: figure.stacked === true ? 'horizontal' : 'auto',
        textMode: figure.named === true ? 'value_and_name' : 'value',
        colorMode: figure.thresholds === undefined ? 'none' : 'value',
        graphMode: 'area',
        justifyMode: 'auto',
        wideLayout: true,
        showPercentChange: false,
        // Two rows of a panel that is five units high: any larger, and the sparkline runs through the value.
        ...(figure.stacked === true ? { text: { titleSize: 12, valueSize: 22 } } : {}),
      },
      defaults: {
        color: { mode: FieldColorModeId.Thresholds },
        ...(figure.decimals === undefined ? {} : { decimals: figure.decimals }),
        ...(figure.thresholds === undefined ? {} : { thresholds: figure.thresholds }),
      },
    }
  );
}
