import { FieldColorModeId, type ThresholdsConfig } from '@grafana/schema';

import type { Panel } from '../model.ts';
import { panel, type Statement } from './panel.ts';

export interface Figure extends Statement {
  readonly thresholds?: ThresholdsConfig;
  readonly decimals?: number;
  /** Several values, each with its name. */
  readonly named?: boolean;
}

/** One number (or a few) with a sparkline: the last value that exists. Coloured only where thresholds say what is good. */
export function stat(figure: Figure): Panel {
  return panel(figure, {
    kind: 'stat',
    maxDataPoints: 100,
    options: {
      reduceOptions: { values: false, calcs: ['lastNotNull'], fields: '' },
      orientation: 'auto',
      textMode: figure.named === true ? 'value_and_name' : 'value',
      colorMode: figure.thresholds === undefined ? 'none' : 'value',
      graphMode: 'area',
      justifyMode: 'auto',
      wideLayout: true,
      showPercentChange: false,
    },
    defaults: {
      color: { mode: FieldColorModeId.Thresholds },
      ...(figure.decimals === undefined ? {} : { decimals: figure.decimals }),
      ...(figure.thresholds === undefined ? {} : { thresholds: figure.thresholds }),
    },
  });
}
