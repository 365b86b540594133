import { css } from '@emotion/css';
import { formattedValueToString, getValueFormat, type GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';

import { palette } from './colour-scale.ts';
import type { HeatmapOptions } from './heatmap-options.ts';

interface Props {
  readonly lowest: number;
  readonly highest: number;
  readonly options: HeatmapOptions;
}

export const COLOUR_LEGEND_HEIGHT = 28;

/** From the fewest to the most. */
export function ColourLegend({ lowest, highest, options }: Props): JSX.Element {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const { unit, decimals } = options.cellValues;
  const format = (count: number): string => formattedValueToString(getValueFormat(unit)(count, decimals));
  return (
    <div className={styles.row}>
      <span>{format(lowest)}</span>
      <span
        className={styles.bar}
        style={{ background: `linear-gradient(90deg, ${palette(options.color, theme).join(', ')})` }}
      />
      <span>{format(highest)}</span>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2): Record<'row' | 'bar', string> => ({
  row: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    height: COLOUR_LEGEND_HEIGHT,
    paddingLeft: theme.spacing(1),
    fontSize: theme.typography.bodySmall.fontSize,
    color: theme.colors.text.secondary,
  }),
  bar: css({ width: 140, maxWidth: '40%', height: 8, borderRadius: theme.shape.radius.default }),
});
