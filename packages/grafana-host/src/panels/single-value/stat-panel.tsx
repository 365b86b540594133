import type { PanelProps } from '@grafana/data';
import {
  BigValue,
  BigValueGraphMode,
  useTheme2,
  type BigValueColorMode,
  type BigValueJustifyMode,
  type BigValueTextMode,
} from '@grafana/ui';

import { SingleValues, type SingleValueOptions } from './single-value.tsx';

export interface StatOptions extends SingleValueOptions {
  readonly colorMode: BigValueColorMode;
  readonly graphMode: BigValueGraphMode;
  readonly justifyMode: BigValueJustifyMode;
  readonly textMode: BigValueTextMode;
  readonly wideLayout: boolean;
}

/** Stands in for core's stat panel, with the same component inside. */
export function StatPanel(props: PanelProps<StatOptions>): JSX.Element {
  const theme = useTheme2();
  const { colorMode, graphMode, justifyMode, textMode, wideLayout } = props.options;
  return (
    <SingleValues
      panel={props}
      sparkline={graphMode !== BigValueGraphMode.None}
      autoGrid
      renderValue={({ value, count, width, height, alignmentFactors }, openLinks) => (
        <BigValue
          value={value.display}
          count={count}
          {...(value.sparkline === undefined ? {} : { sparkline: value.sparkline })}
          colorMode={colorMode}
          graphMode={graphMode}
          justifyMode={justifyMode}
          textMode={textMode}
          disableWideLayout={!wideLayout}
          alignmentFactors={alignmentFactors}
          width={width}
          height={height}
          theme={theme}
          hasLinks={value.hasLinks}
          {...(openLinks === undefined ? {} : { onClick: openLinks })}
        />
      )}
    />
  );
}
