import type { PanelProps } from '@grafana/data';
import type { VizTextDisplayOptions } from '@grafana/schema';
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
  readonly text?: VizTextDisplayOptions;
}

/** Stands in for core's stat panel, with the same component inside. */
export function StatPanel(props: PanelProps<StatOptions>): JSX.Element {
  const theme = useTheme2();
  const { colorMode, graphMode, justifyMode, textMode, wideLayout, text } = props.options;
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
          {...(text === undefined ? {} : { text })}
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
