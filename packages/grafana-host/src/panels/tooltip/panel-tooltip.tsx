import type { AbsoluteTimeRange, LinkModel } from '@grafana/data';
import { TooltipPlugin2, usePanelContext, type UPlotConfigBuilder } from '@grafana/ui';
import type { ReactNode } from 'react';
import type uPlot from 'uplot';

/** The nearest series alone, or all series at the time under the cursor. */
const hoverModes = { nearest: 0, all: 1 } as const;

export interface Hovered {
  readonly plot: uPlot;
  /** For each series the row under the cursor; the first are the times. */
  readonly rows: ReadonlyArray<number | null>;
  /** The series nearest to the cursor. */
  readonly nearest: number | null;
  /** A click keeps the tooltip open, so that its links can be reached. */
  readonly isPinned: boolean;
  /** Whether the cursor is over another panel, whose time is shown here too. */
  readonly viaSync: boolean;
  readonly links: readonly LinkModel[];
}

interface Props {
  readonly config: UPlotConfigBuilder;
  readonly hover: keyof typeof hoverModes;
  readonly onZoom: (range: AbsoluteTimeRange) => void;
  readonly linksOf?: (series: number, row: number) => LinkModel[];
  readonly children: (hovered: Hovered) => ReactNode;
}

/** The tooltip of a chart, its crosshair shared with the other panels of the page; dragging over the chart zooms the page. */
export function PanelTooltip({ config, hover, onZoom, linksOf, children }: Props): JSX.Element {
  const { sync, eventsScope } = usePanelContext();
  return (
    <TooltipPlugin2
      config={config}
      hoverMode={hoverModes[hover]}
      {...(sync === undefined ? {} : { syncMode: sync() })}
      syncScope={eventsScope}
      queryZoom={onZoom}
      {...(linksOf === undefined ? {} : { getDataLinks: linksOf })}
      render={(plot, rows, nearest, isPinned, _dismiss, _range, viaSync, links) =>
        children({ plot, rows, nearest, isPinned, viaSync, links: isPinned ? links : [] })
      }
    />
  );
}
