import type { Panel } from '@dynamo-observability/dashboards';
import { FieldType, fieldMatchers, getFieldSeriesColor, type DataFrame, type Field } from '@grafana/data';
import { config } from '@grafana/runtime';
import type { CustomTransformerDefinition } from '@grafana/scenes';
import { map } from 'rxjs';

import { isEarlier, nameNow, seriesKey, valueField } from './series-key.ts';

/**
 * How an earlier period is drawn: in the colour of the series that it is compared with, dashed and without area. Bounds of bands,
 * which have no line of their own, are left out.
 */
export const earlierPeriod =
  (panel: Panel): CustomTransformerDefinition =>
  () =>
  (source) =>
    source.pipe(map((frames) => withEarlierPeriod(frames, panel)));

/** A new array in any case: Scenes takes frames of an unchanged one for drawn (grafana-practice.md C2). */
export function withEarlierPeriod(frames: readonly DataFrame[], panel: Panel): DataFrame[] {
  const now = frames.filter((frame) => !isEarlier(frame));
  const colours = new Map(now.map((frame, i) => [seriesKey(frame), colourOf(frame, i, panel)]));
  const earlier = frames.filter(isEarlier).filter((frame) => hasLine(frame, panel));
  return [...now, ...earlier.map((frame) => asEarlier(frame, colours.get(seriesKey(frame)), panel))];
}

/** The last of the panel's overrides for a series that sets a property. */
function override(frame: DataFrame, property: string, panel: Panel): unknown {
  const field = valueField(frame);
  if (field === undefined) {
    return undefined;
  }
  const plain = { ...frame, meta: {} };
  const matching = panel.fieldConfig.overrides.filter(({ matcher }) =>
    fieldMatchers.get(matcher.id).get(matcher.options)({ ...field, state: null }, plain, [plain])
  );
  const properties = matching.flatMap((found) => found.properties.filter(({ id }) => id === property));
  return properties.at(-1)?.value;
}

const hasLine = (frame: DataFrame, panel: Panel): boolean => override(frame, 'custom.lineWidth', panel) !== 0;

/** As the panel colours it: by an override, by its name, or by its place among the series. */
function colourOf(frame: DataFrame, seriesIndex: number, panel: Panel): string | undefined {
  const field = valueField(frame);
  if (field === undefined) {
    return undefined;
  }
  const color = (override(frame, 'color', panel) ?? panel.fieldConfig.defaults.color) as Field['config']['color'];
  const drawn: Field = {
    ...field,
    config: { ...field.config, ...(color === undefined ? {} : { color }) },
    state: { seriesIndex, displayName: nameNow(frame), multipleFrames: false },
  };
  return getFieldSeriesColor(drawn, config.theme2).color;
}

function asEarlier(frame: DataFrame, colour: string | undefined, panel: Panel): DataFrame {
  const defaults = Object(panel.fieldConfig.defaults.custom) as { readonly stacking?: unknown };
  const { mode } = Object(override(frame, 'custom.stacking', panel) ?? defaults.stacking) as { readonly mode?: string };
  const custom = {
    fillOpacity: 0,
    lineWidth: 1,
    lineStyle: { fill: 'dash', dash: [1, 5, 4, 5] },
    showPoints: 'never',
    // Stacked among themselves, not on top of what they are compared with.
    stacking: { mode: mode === 'normal' ? 'normal' : 'none', group: 'earlier' },
  };
  const color = colour === undefined ? {} : { color: { mode: 'fixed', fixedColor: colour } };
  const fields = frame.fields.map((field) =>
    field.type === FieldType.number ? { ...field, config: { ...field.config, ...color, custom } } : field
  );
  return { ...frame, fields };
}
