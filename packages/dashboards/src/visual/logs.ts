import type { LogExpr } from '@dynamo-observability/query';

import type { Panel } from '../model.ts';
import { panel, type Statement } from './panel.ts';

export interface Lines extends Omit<Statement, 'series' | 'unit'> {
  readonly lines: LogExpr;
  /** Lines at most, the newest first. */
  readonly maxLines: number;
}

/** Log lines, the newest first; a click opens the details of one, with the links of its data source. */
export function logLines({ lines, maxLines, ...statement }: Lines): Panel {
  return panel(
    { ...statement, unit: 'none', series: [{ source: 'loki', expr: lines, legend: '', maxLines }] },
    {
      kind: 'logs',
      maxDataPoints: 100,
      options: {
        showTime: true,
        showLabels: false,
        showCommonLabels: false,
        wrapLogMessage: true,
        prettifyLogMessage: false,
        enableLogDetails: true,
        dedupStrategy: 'none',
        sortOrder: 'Descending',
      },
      defaults: {},
    }
  );
}
