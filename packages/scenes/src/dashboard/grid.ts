import { layout, panelNumber } from '@dynamo-observability/dashboards';
import { SceneGridItem, SceneGridLayout } from '@grafana/scenes';

import { vizPanel, type ScenePage } from '../panel/viz-panel.ts';
import { TitledRow } from './titled-row.tsx';

/** The rows of a dashboard on the grid. Panels ask for their data when they come into view. */
export function grid(page: ScenePage): SceneGridLayout {
  const rows = layout(page.dashboard).map(
    ({ row, gridPos, panels }) =>
      new TitledRow({
        key: `row-${panelNumber(row.id)}`,
        title: row.title,
        isCollapsible: true,
        isCollapsed: row.collapsed,
        y: gridPos.y,
        children: panels.map(
          ({ panel, gridPos: { x, y, w, h } }) =>
            new SceneGridItem({ x, y, width: w, height: h, body: vizPanel(panel, page) })
        ),
      })
  );
  return new SceneGridLayout({ isDraggable: false, isResizable: false, isLazy: true, children: rows });
}
