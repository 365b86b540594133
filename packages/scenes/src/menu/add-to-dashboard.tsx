import { panelJson, type LaidOutPanel, type Page } from '@dynamo-observability/dashboards';
import { PluginExtensionExposedComponents, type TimeRange } from '@grafana/data';
import { config, usePluginComponent } from '@grafana/runtime';
import { sceneGraph, SceneObjectBase, type SceneComponentProps, type SceneObjectState } from '@grafana/scenes';
import type { Panel as GrafanaPanel } from '@grafana/schema';
import { Modal } from '@grafana/ui';
import type { ComponentType } from 'react';

import { text } from '../language/translate.ts';
import type { ShownQueries } from '../panel/shown-queries.ts';

/** What Grafana's form takes (12.3, `AddToDashboardFormExposedComponent.tsx`). */
interface FormProps {
  readonly onClose: () => void;
  readonly buildPanel: () => GrafanaPanel;
  readonly timeRange: TimeRange;
  readonly options: { readonly useAbsolutePath: true };
}

export type AddToDashboardForm = ComponentType<FormProps>;

/** Grafana's form that puts a panel into a dashboard; undefined while it is not known, and where this Grafana offers none. */
export const useAddToDashboardForm = (): AddToDashboardForm | undefined =>
  usePluginComponent<FormProps>(PluginExtensionExposedComponents.AddToDashboardFormV1).component ?? undefined;

/** Whether the user may change a dashboard at all: the form fails for others. */
export function mayAddToDashboard(): boolean {
  const { permissions } = config.bootData.user;
  return permissions?.['dashboards:create'] === true || permissions?.['dashboards:write'] === true;
}

/**
 * The panel for a dashboard that has none of our variables: with the queries and the data source of this moment, and links that set
 * only what they name.
 */
export function standalonePanel({ panel, gridPos }: LaidOutPanel, page: Page, shown: ShownQueries): GrafanaPanel {
  const alone: Page = { ...page, dashboard: { ...page.dashboard, variables: [] } };
  const { id: _, ...json } = panelJson(panel, { ...gridPos, x: 0, y: 0 }, alone);
  return { ...json, datasource: shown.dataSource, targets: [...shown.queries] };
}

interface AddToDashboardState extends SceneObjectState {
  readonly form: AddToDashboardForm;
  readonly panel: GrafanaPanel;
  readonly onClose: () => void;
}

/** Grafana's form over the page. */
export class AddToDashboard extends SceneObjectBase<AddToDashboardState> {
  static Component = ({ model }: SceneComponentProps<AddToDashboard>): JSX.Element => {
    const { form: Form, panel, onClose } = model.useState();
    const timeRange = sceneGraph.getTimeRange(model).state.value;
    return (
      <Modal isOpen title={text('panel.menu.add-to-dashboard')} onDismiss={onClose}>
        <Form onClose={onClose} buildPanel={() => panel} timeRange={timeRange} options={{ useAbsolutePath: true }} />
      </Modal>
    );
  };
}
