import { FieldColorModeId, MappingType } from '@grafana/schema';

import type { Panel } from '../model.ts';
import { panel, type Statement } from './panel.ts';

/** A state, by the number that the query gives. */
export interface State {
  readonly value: number;
  readonly name: string;
  readonly color: string;
}

export interface StateTimeline extends Statement {
  readonly states: readonly State[];
}

/** Keeps every frame that has fields. Of a frame without any Grafana says that it lacks a time field, and not why it is empty. */
const withoutEmptyFrames = { id: 'filterFieldsByName', options: { include: { pattern: '.*' } } };

/** A bar for each thing, cut where its state changes. States carry their names, so that colour alone tells nothing. */
export function stateTimeline({ states, ...statement }: StateTimeline): Panel {
  const named = states.map(({ value, name, color }, index) => [String(value), { text: name, color, index }] as const);
  const transformations = [withoutEmptyFrames, ...(statement.transformations ?? [])];
  return panel(
    { ...statement, transformations },
    {
      kind: 'state-timeline',
      maxDataPoints: 200,
      options: {
        mergeValues: true,
        showValue: 'auto',
        alignValue: 'left',
        rowHeight: 0.8,
        legend: { showLegend: true, displayMode: 'list', placement: 'bottom' },
        tooltip: { mode: 'single', sort: 'none' },
      },
      defaults: {
        custom: { fillOpacity: 70, lineWidth: 0, spanNulls: false },
        color: { mode: FieldColorModeId.Thresholds },
        mappings: [{ type: MappingType.ValueToText, options: Object.fromEntries(named) }],
      },
    }
  );
}
