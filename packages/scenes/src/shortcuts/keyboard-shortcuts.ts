import { locationUtil, SetPanelAttentionEvent } from '@grafana/data';
import { getAppEvents, locationService } from '@grafana/runtime';
import { behaviors, sceneGraph, SceneTimePicker, type SceneObject, type VizPanel } from '@grafana/scenes';

import { mayExplore } from '../explore/may-explore.ts';
import { panelExploreUrl } from '../explore/panel-explore-url.ts';
import { DashboardBody } from '../page/dashboard-body.tsx';
import { shownQueries } from '../panel/shown-queries.ts';
import { keyName, KeySequences } from './key-sequence.ts';
import { ShortcutsHelp } from './shortcuts-help.tsx';
import { shortcutByKeys, type Shortcut } from './shortcuts.ts';

/** Whoever has the focus there wants the key for itself. */
const takesKeys = 'input, textarea, select, [contenteditable], [role="dialog"], [role="menu"], [role="listbox"]';

/**
 * A behaviour of a page: the keys of Grafana's dashboards work in it, for the panel under the pointer or with the focus. Grafana
 * itself has none on the pages of an app (grafana-live-facts.md 5). Never while something is typed or lies over the page.
 */
export function keyboardShortcuts(scene: SceneObject): (() => void) | undefined {
  const [body] = sceneGraph.findDescendents(scene, DashboardBody);
  if (body === undefined) {
    return undefined;
  }
  const sequences = new KeySequences(shortcutByKeys);
  let panelKey: string | undefined;
  const attention = getAppEvents().subscribe(SetPanelAttentionEvent, ({ payload: { panelId } }) => {
    panelKey = typeof panelId === 'string' ? panelId : undefined;
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    const key = keyName(event);
    const isFree = !(event.target instanceof Element && event.target.closest(takesKeys) !== null);
    const shortcut = key === undefined || !isFree ? undefined : sequences.press(key);
    if (shortcut !== undefined && act(shortcut, { scene, body, panel: body.panelOf(panelKey) })) {
      event.preventDefault();
      // Grafana listens further out: its help and its way back would come on top.
      event.stopPropagation();
    }
  };
  document.addEventListener('keydown', onKeyDown, { capture: true });
  return () => {
    attention.unsubscribe();
    document.removeEventListener('keydown', onKeyDown, { capture: true });
  };
}

interface Place {
  readonly scene: SceneObject;
  readonly body: DashboardBody;
  /** Under the pointer, or with the focus. */
  readonly panel: VizPanel | undefined;
}

/** Does what a key asks for. Says whether there was anything to do. */
function act(shortcut: Shortcut, place: Place): boolean {
  switch (shortcut) {
    case 'view':
    case 'back':
    case 'inspect':
    case 'explore':
    case 'legend':
      return actOnPanel(shortcut, place);
    case 'zoom-out':
    case 'earlier':
    case 'later':
    case 'absolute':
      return moveTime(shortcut, place.scene);
    case 'refresh':
      sceneGraph.getTimeRange(place.scene).onRefresh();
      return true;
    case 'crosshair':
      return nextCursorSync(place);
    case 'help':
      place.body.show(new ShortcutsHelp({ onClose: () => place.body.show(undefined) }));
      return true;
  }
}

function actOnPanel(does: 'view' | 'back' | 'inspect' | 'explore' | 'legend', { body, panel }: Place): boolean {
  const isViewed = body.state.viewPanel !== undefined;
  if (isViewed && (does === 'view' || does === 'back')) {
    body.view(undefined);
    return true;
  }
  if (panel === undefined || does === 'back') {
    return false;
  }
  switch (does) {
    case 'view':
      body.view(panel);
      return true;
    case 'inspect':
      body.inspect(panel);
      return true;
    case 'explore':
      void explore(panel);
      return mayExplore();
    case 'legend':
      return toggleLegend(panel);
  }
}

async function explore(panel: VizPanel): Promise<void> {
  const shown = mayExplore() ? await shownQueries(panel) : undefined;
  if (shown !== undefined) {
    locationService.push(locationUtil.stripBaseFromUrl(panelExploreUrl(panel, shown)));
  }
}

function toggleLegend(panel: VizPanel): boolean {
  const { legend } = panel.state.options as { readonly legend?: { readonly showLegend?: boolean } };
  if (legend?.showLegend === undefined) {
    return false;
  }
  panel.onOptionsChange({ legend: { showLegend: !legend.showLegend } });
  return true;
}

function moveTime(does: 'zoom-out' | 'earlier' | 'later' | 'absolute', scene: SceneObject): boolean {
  const [picker] = sceneGraph.findDescendents(scene, SceneTimePicker);
  switch (does) {
    case 'zoom-out':
      picker?.onZoom();
      break;
    case 'earlier':
      picker?.onMoveBackward();
      break;
    case 'later':
      picker?.onMoveForward();
      break;
    case 'absolute':
      picker?.toAbsolute();
      break;
  }
  return picker !== undefined;
}

/** Crosshair on all charts, the tooltip too, neither. */
function nextCursorSync({ scene, body }: Place): boolean {
  const sync = scene.state.$behaviors?.find((behaviour) => behaviour instanceof behaviors.CursorSync);
  if (!(sync instanceof behaviors.CursorSync)) {
    return false;
  }
  sync.setState({ sync: (sync.state.sync + 1) % 3 });
  // Charts read it when they are drawn for the first time.
  body.drawAnew();
  return true;
}
