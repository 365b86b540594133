import { css } from '@emotion/css';
import {
  dateTimeFormat,
  FieldType,
  formattedValueToString,
  type DataFrame,
  type Field,
  type GrafanaTheme2,
} from '@grafana/data';
import { DataLinkButton, Tooltip, useStyles2, type UPlotConfigBuilder } from '@grafana/ui';
import { useLayoutEffect, useReducer, useState } from 'react';
import { createPortal } from 'react-dom';
import type uPlot from 'uplot';

interface Props {
  readonly config: UPlotConfigBuilder;
  readonly frames: readonly DataFrame[];
  readonly timeZone: string;
  /** Where a mark stands on the y scale; by default at its value. Undefined: nowhere. */
  readonly heightOf?: (frame: DataFrame, row: number) => number | undefined;
}

/**
 * Exemplars as diamonds over the chart; hovering one shows its fields and the link to its trace. Mounted with the chart, also without
 * any: they may come later, and the plot is told of only when it is made.
 */
export function Exemplars({ config, frames, timeZone, heightOf = valueAt }: Props): JSX.Element | null {
  const [plot, setPlot] = useState<uPlot>();
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useLayoutEffect(() => {
    config.addHook('init', setPlot);
    // uPlot moves its scales while it draws; the diamonds follow once it is done.
    config.addHook('draw', () => queueMicrotask(redraw));
  }, [config]);
  if (plot === undefined) {
    return null;
  }
  return createPortal(
    frames.flatMap((frame, i) =>
      positions(frame, plot, heightOf).map((at) => (
        <Diamond key={`${i}/${at.row}`} frame={frame} at={at} timeZone={timeZone} />
      ))
    ),
    plot.over
  );
}

interface Position {
  readonly row: number;
  readonly left: number;
  readonly top: number;
}

const valueAt: NonNullable<Props['heightOf']> = (frame, row) =>
  Number(frame.fields.find((f) => f.type === FieldType.number)?.values[row]);

function positions(frame: DataFrame, u: uPlot, heightOf: NonNullable<Props['heightOf']>): Position[] {
  const times = frame.fields.find((f) => f.type === FieldType.time)?.values ?? [];
  const scale = u.series[1]?.scale ?? 'y';
  const highest = u.scales[scale]?.max ?? Infinity;
  return times
    .flatMap((time: number, row) => {
      const height = heightOf(frame, row);
      const top = height === undefined ? undefined : u.valToPos(Math.min(height, highest), scale);
      return top === undefined ? [] : [{ row, left: u.valToPos(time, 'x'), top }];
    })
    .filter(({ left }) => left >= 0 && left <= u.over.clientWidth);
}

function Diamond({ frame, at, timeZone }: { frame: DataFrame; at: Position; timeZone: string }): JSX.Element {
  const styles = useStyles2(getStyles);
  const content = (
    <div>
      {frame.fields.map((field) => (
        <div key={field.name}>
          {field.name}: {printed(field, at.row, timeZone)}
          {field.getLinks?.({ valueRowIndex: at.row }).map((link) => (
            <DataLinkButton key={link.title} link={link} />
          ))}
        </div>
      ))}
    </div>
  );
  return (
    <Tooltip interactive placement="top" content={content}>
      <div data-testid="exemplar" className={styles.diamond} style={{ left: at.left - 4, top: at.top - 4 }} />
    </Tooltip>
  );
}

function printed(field: Field, row: number, timeZone: string): string {
  const value: unknown = field.values[row];
  if (field.type === FieldType.time && typeof value === 'number') {
    return dateTimeFormat(value, { timeZone });
  }
  return field.display === undefined ? String(value) : formattedValueToString(field.display(value));
}

const getStyles = (theme: GrafanaTheme2): Record<'diamond', string> => ({
  diamond: css({
    position: 'absolute',
    width: 8,
    height: 8,
    transform: 'rotate(45deg)',
    background: theme.visualization.getColorByName('light-blue'),
    border: `1px solid ${theme.colors.background.primary}`,
    cursor: 'pointer',
    zIndex: 2,
  }),
});
