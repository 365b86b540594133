import { AppEvents, locationUtil, type PanelMenuItem } from '@grafana/data';
import { getAppEvents } from '@grafana/runtime';
import { sceneGraph, VizPanelMenu } from '@grafana/scenes';

import { exploreUrl } from '../explore/explore-url.ts';
import { mayExplore } from '../explore/may-explore.ts';
import { text } from '../language/translate.ts';
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
  const shown = isPanel(panel) ? await shownQueries(panel) : undefined;
  if (shown !== undefined) {
    menu.setItems([...(mayExplore() ? [exploreItem(menu, shown)] : []), copyItem(shown)]);
  }
}

function exploreItem(menu: VizPanelMenu, { dataSource, queries }: ShownQueries): PanelMenuItem {
  const { from, to } = sceneGraph.getTimeRange(menu).state;
  const url = exploreUrl([{ dataSource, queries, range: { from, to } }]);
  return { text: text('panel.menu.explore'), iconClassName: 'compass', href: locationUtil.assureBaseUrl(url) };
}

function copyItem({ queries }: ShownQueries): PanelMenuItem {
  return {
    text: text('panel.menu.copy-query'),
    iconClassName: 'copy',
    onClick: () => void copy(queries.map(({ expr }) => String(expr)).join('\n\n')),
  };
}

/** Browsers give no clipboard to pages without TLS. */
async function copy(query: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(query);
    getAppEvents().publish({ type: AppEvents.alertSuccess.name, payload: [text('panel.menu.copied')] });
  } catch {
    getAppEvents().publish({ type: AppEvents.alertError.name, payload: [text('panel.menu.not-copied')] });
  }
}
