import type { LaidOutPanel, Panel } from '@dynamo-observability/dashboards';
import type { PanelMenuItem } from '@grafana/data';
import { VizPanelMenu, type VizPanel } from '@grafana/scenes';

import { mayExplore } from '../explore/may-explore.ts';
import { panelExploreUrl } from '../explore/panel-explore-url.ts';
import { text } from '../language/translate.ts';
import {
  AddToDashboard,
  type AddToDashboardForm,
  mayAddToDashboard,
  standalonePanel,
} from '../menu/add-to-dashboard.tsx';
import { alertRuleUrl, mayAlert } from '../menu/alert-rule.ts';
import { copy } from '../menu/clipboard.ts';
import { bodyOf, type DashboardBody } from '../page/dashboard-body.tsx';
import { isPanel } from './is-panel.ts';
import { shownQueries, type ShownQueries } from './shown-queries.ts';

/** The menu of a panel. Its items are made when it is opened: they need the variables and the range of that moment. */
export function panelMenu(): VizPanelMenu {
  const menu = new VizPanelMenu({ items: [] });
  menu.addActivationHandler(() => {
    void fill(menu);
  });
  return menu;
}

async function fill(menu: VizPanelMenu): Promise<void> {
  const panel = menu.parent;
  if (!isPanel(panel)) {
    return;
  }
  const shown = await shownQueries(panel);
  const body = bodyOf(panel);
  menu.setItems([
    ...(body === undefined ? [] : [viewItem(panel, body)]),
    ...(shown !== undefined && mayExplore() ? [exploreItem(panel, shown)] : []),
    ...(body === undefined ? [] : [inspectItem(panel, body), copyJsonItem(panel, body)]),
    ...(shown === undefined ? [] : [copyQueryItem(shown)]),
    ...(body === undefined || shown === undefined ? [] : itemsOfGrafana(panel, body, shown)),
  ]);
}

/** What Grafana can make of a panel, for those who may. */
function itemsOfGrafana(viz: VizPanel, body: DashboardBody, shown: ShownQueries): readonly PanelMenuItem[] {
  const placed = body.definitionOf(viz);
  if (placed === undefined) {
    return [];
  }
  const form = mayAddToDashboard() ? body.state.addToDashboardForm : undefined;
  return [
    ...(mayAlert(placed.panel, shown) ? [alertItem(placed.panel, shown)] : []),
    ...(form === undefined ? [] : [addItem(form, placed, body, shown)]),
  ];
}

function alertItem(panel: Panel, shown: ShownQueries): PanelMenuItem {
  const { pathname, search } = window.location;
  return {
    text: text('panel.menu.create-alert'),
    iconClassName: 'bell',
    href: alertRuleUrl(panel, shown, pathname + search),
  };
}

function addItem(
  form: AddToDashboardForm,
  placed: LaidOutPanel,
  body: DashboardBody,
  shown: ShownQueries
): PanelMenuItem {
  const panel = standalonePanel(placed, body.state.page, shown);
  return {
    text: text('panel.menu.add-to-dashboard'),
    iconClassName: 'apps',
    onClick: () => body.show(new AddToDashboard({ form, panel, onClose: () => body.show(undefined) })),
  };
}

function viewItem(panel: VizPanel, body: DashboardBody): PanelMenuItem {
  const isViewed = body.state.viewPanel === panel.state.key;
  return {
    text: text(isViewed ? 'view-panel.back' : 'panel.menu.view'),
    iconClassName: isViewed ? 'arrow-left' : 'eye',
    shortcut: 'v',
    onClick: () => body.view(isViewed ? undefined : panel),
  };
}

function exploreItem(panel: VizPanel, shown: ShownQueries): PanelMenuItem {
  return {
    text: text('panel.menu.explore'),
    iconClassName: 'compass',
    shortcut: 'p x',
    href: panelExploreUrl(panel, shown),
  };
}

function inspectItem(panel: VizPanel, body: DashboardBody): PanelMenuItem {
  return {
    text: text('panel.menu.inspect'),
    iconClassName: 'info-circle',
    shortcut: 'i',
    onClick: () => body.inspect(panel),
  };
}

function copyJsonItem(panel: VizPanel, body: DashboardBody): PanelMenuItem {
  return {
    text: text('panel.menu.copy-json'),
    iconClassName: 'brackets-curly',
    onClick: () => void copy(body.jsonOf(panel), 'panel.menu.json-copied'),
  };
}

function copyQueryItem({ queries }: ShownQueries): PanelMenuItem {
  return {
    text: text('panel.menu.copy-query'),
    iconClassName: 'copy',
    onClick: () =>
      void copy(queries.map((query) => String(query['expr'] ?? query['query'])).join('\n\n'), 'panel.menu.copied'),
  };
}
