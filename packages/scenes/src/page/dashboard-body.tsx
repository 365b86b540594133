import {
  companions,
  exportedPage,
  layout,
  linkedPanelJson,
  panelNumber,
  type LaidOutPanel,
  type Page,
} from '@dynamo-observability/dashboards';
import {
  sceneGraph,
  SceneObjectBase,
  SceneObjectUrlSyncConfig,
  type SceneVariableSet,
  type SceneComponentProps,
  type SceneObject,
  type SceneObjectState,
  type SceneObjectUrlValues,
  type VizPanel,
} from '@grafana/scenes';
import { useEffect, useRef } from 'react';

import { inspectDrawer } from '../inspect/inspect-drawer.tsx';
import { useAddToDashboardForm, type AddToDashboardForm } from '../menu/add-to-dashboard.tsx';
import { isPanel } from '../panel/is-panel.ts';
import { focusPanel } from './focus-panel.ts';
import { ViewedPanel } from './viewed-panel.tsx';

interface DashboardBodyState extends SceneObjectState {
  readonly grid: SceneObject;
  /** What narrows the panels alone: the filters. Why a panel is empty is asked without them. */
  readonly $variables?: SceneVariableSet;
  readonly page: Page;
  /** Key of the panel that takes the whole page. */
  readonly viewPanel?: string;
  /** Key of the panel that is looked into. */
  readonly inspect?: string;
  /** How often the panels were drawn anew. */
  readonly drawn?: number;
  /** What lies over the page. */
  readonly overlay?: SceneObject;
  /** Undefined where this Grafana has none. */
  readonly addToDashboardForm?: AddToDashboardForm;
}

/**
 * What stands below the controls of a page: its panels, or one of them in full size, and what lies over them. `viewPanel` and
 * `inspect` are in the address under Grafana's names; a panel that there is not counts as none.
 */
export class DashboardBody extends SceneObjectBase<DashboardBodyState> {
  protected override _urlSync = new SceneObjectUrlSyncConfig(this, { keys: ['viewPanel', 'inspect'] });

  getUrlState(): SceneObjectUrlValues {
    const { viewPanel, inspect } = this.state;
    return { viewPanel, inspect };
  }

  updateFromUrl({ viewPanel, inspect }: SceneObjectUrlValues): void {
    this.setState({ viewPanel: this.keyOf(viewPanel) });
    this.openInspect(this.keyOf(inspect));
  }

  /** Shows a panel in full size; without one the whole page. The browser's Back undoes it. */
  view(panel: VizPanel | undefined): void {
    this._urlSync.performBrowserHistoryAction(() => this.setState({ viewPanel: panel?.state.key }));
  }

  /** Opens what stands behind a panel; without one closes it. */
  inspect(panel: VizPanel | undefined): void {
    this._urlSync.performBrowserHistoryAction(() => this.openInspect(panel?.state.key));
  }

  /** Lays something over the page, or takes it away. */
  show(overlay: SceneObject | undefined): void {
    this.setState({ overlay, inspect: undefined });
  }

  /** Draws the panels as if for the first time, with the data that they have. */
  drawAnew(): void {
    this.setState({ drawn: (this.state.drawn ?? 0) + 1 });
  }

  panelOf(key: string | undefined): VizPanel | undefined {
    const found =
      key === undefined ? null : sceneGraph.findObject(this.state.grid, (o) => o.state.key === key && isPanel(o));
    return isPanel(found) ? found : undefined;
  }

  /** The definition of a panel, and its place. */
  definitionOf(panel: VizPanel): LaidOutPanel | undefined {
    const id = panel.getLegacyPanelId();
    return layout(this.state.page.dashboard)
      .flatMap(({ panels }) => panels)
      .find((placed) => panelNumber(placed.panel.id) === id);
  }

  /** A panel as it stands in the exported dashboard, its links included. */
  jsonOf(panel: VizPanel): string {
    const placed = this.definitionOf(panel);
    const { dashboard, site } = this.state.page;
    const json =
      placed && linkedPanelJson(placed.panel, placed.gridPos, exportedPage(dashboard, [...site, ...companions]));
    return json === undefined ? '' : JSON.stringify(json, null, 2);
  }

  private openInspect(key: string | undefined): void {
    if (key === this.state.inspect) {
      return;
    }
    const panel = this.panelOf(key);
    this.setState({
      inspect: panel?.state.key,
      overlay: panel && inspectDrawer(panel, this.jsonOf(panel), () => this.inspect(undefined)),
    });
  }

  private keyOf(value: SceneObjectUrlValues[string]): string | undefined {
    return typeof value === 'string' ? this.panelOf(value)?.state.key : undefined;
  }

  static Component = Body;
}

function Body({ model }: SceneComponentProps<DashboardBody>): JSX.Element {
  const { grid, viewPanel, inspect, overlay, drawn } = model.useState();
  const viewed = model.panelOf(viewPanel);
  const addToDashboardForm = useAddToDashboardForm();
  useEffect(() => model.setState({ addToDashboardForm }), [model, addToDashboardForm]);
  useFocusAfter(viewPanel);
  useFocusAfter(inspect);
  return (
    <>
      {viewed === undefined ? (
        <grid.Component key={drawn} model={grid} />
      ) : (
        <ViewedPanel key={drawn} panel={viewed} onBack={() => model.view(undefined)} />
      )}
      {overlay !== undefined && <overlay.Component model={overlay} />}
    </>
  );
}

/** The keyboard focus goes back to the panel that was viewed or looked into. */
function useFocusAfter(key: string | undefined): void {
  const before = useRef<string>();
  useEffect(() => {
    if (key === undefined && before.current !== undefined) {
      focusPanel(before.current);
    }
    before.current = key;
  }, [key]);
}

/** The body of the page on which an object stands. */
export function bodyOf(object: SceneObject): DashboardBody | undefined {
  for (let at: SceneObject | undefined = object; at !== undefined; at = at.parent) {
    if (at instanceof DashboardBody) {
      return at;
    }
  }
  return undefined;
}
