import type { PanelProps } from '@grafana/data';
import type {
  BarGaugeDisplayMode,
  BarGaugeNamePlacement,
  BarGaugeValueMode,
  VizTextDisplayOptions,
} from '@grafana/schema';
import { BarGauge, useTheme2 } from '@grafana/ui';

import { NoData } from '../no-data.tsx';
import { SingleValues, type SingleValueOptions } from './single-value.tsx';

export interface BarGaugeOptions extends SingleValueOptions {
  readonly displayMode: BarGaugeDisplayMode;
  readonly valueMode: BarGaugeValueMode;
  readonly namePlacement: BarGaugeNamePlacement;
  readonly showUnfilled: boolean;
  readonly text?: VizTextDisplayOptions;
}

/** Stands in for core's bar gauge panel, with the same component inside. */
export function BarGaugePanel(props: PanelProps<BarGaugeOptions>): JSX.Element {
  const theme = useTheme2();
  const { displayMode, valueMode, namePlacement, showUnfilled, text } = props.options;
  if (props.data.series.every((frame) => frame.length === 0)) {
    return <NoData data={props.data} fieldConfig={props.fieldConfig} />;
  }
  return (
    <SingleValues
      panel={props}
      sparkline={false}
      autoGrid={false}
      renderValue={({ value, width, height, orientation, alignmentFactors }, openLinks) => {
        const display = value.colIndex === undefined ? undefined : value.view?.getFieldDisplayProcessor(value.colIndex);
        return (
          <BarGauge
            value={value.display}
            field={value.field}
            {...(display === undefined ? {} : { display })}
            width={width}
            height={height}
            orientation={orientation}
            displayMode={displayMode}
            valueDisplayMode={valueMode}
            namePlacement={namePlacement}
            showUnfilled={showUnfilled}
            {...(text === undefined ? {} : { text })}
            itemSpacing={8}
            alignmentFactors={alignmentFactors}
            isOverflow={false}
            theme={theme}
            {...(openLinks === undefined ? {} : { onClick: openLinks })}
          />
        );
      }}
    />
  );
}
