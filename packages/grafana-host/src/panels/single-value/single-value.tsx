import {
  getDisplayValueAlignmentFactors,
  getFieldDisplayValues,
  type FieldDisplay,
  type PanelProps,
  type ReduceDataOptions,
  type VizOrientation,
} from '@grafana/data';
import { DataLinksContextMenu, useTheme2, VizRepeater, type VizRepeaterRenderValueProps } from '@grafana/ui';
import type { MouseEventHandler } from 'react';

export interface SingleValueOptions {
  readonly reduceOptions: ReduceDataOptions;
  readonly orientation: VizOrientation;
}

type Slot = VizRepeaterRenderValueProps<FieldDisplay, ReturnType<typeof getDisplayValueAlignmentFactors>>;

interface Props {
  readonly panel: Omit<PanelProps<SingleValueOptions>, 'onOptionsChange'>;
  readonly sparkline: boolean;
  readonly autoGrid: boolean;
  readonly renderValue: (slot: Slot, openLinks: MouseEventHandler<HTMLElement> | undefined) => JSX.Element;
}

/** Repeats a visualisation for each value that the panel's calculation gives, with a menu where a value has links. */
export function SingleValues({ panel, sparkline, autoGrid, renderValue }: Props): JSX.Element {
  const theme = useTheme2();
  const { data, options, fieldConfig, replaceVariables, timeZone, width, height, renderCounter } = panel;
  const getValues = (): FieldDisplay[] =>
    getFieldDisplayValues({
      fieldConfig,
      reduceOptions: options.reduceOptions,
      replaceVariables,
      theme,
      data: data.series,
      sparkline,
      timeZone,
    });
  return (
    <VizRepeater
      source={data}
      getValues={getValues}
      getAlignmentFactors={getDisplayValueAlignmentFactors}
      width={width}
      height={height}
      renderCounter={renderCounter}
      orientation={options.orientation}
      autoGrid={autoGrid}
      renderValue={(slot) => withLinks(slot, renderValue)}
    />
  );
}

function withLinks(slot: Slot, renderValue: Props['renderValue']): JSX.Element {
  const { getLinks, hasLinks } = slot.value;
  return hasLinks && getLinks !== undefined ? (
    <DataLinksContextMenu links={getLinks}>{({ openMenu }) => renderValue(slot, openMenu)}</DataLinksContextMenu>
  ) : (
    renderValue(slot, undefined)
  );
}
