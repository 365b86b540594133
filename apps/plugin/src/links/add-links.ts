import { PluginExtensionPoints, type AppPlugin } from '@grafana/data';
import { t } from '@grafana/i18n';
import { locationService } from '@grafana/runtime';

import { texts } from '../language/texts.ts';
import pluginJson from '../plugin.json';
import type { Choices } from './pages.ts';
import { fromExplore, fromPanel, fromRule, fromTrace } from './targets.ts';

/** The menu of a rule does not follow the address of a link but only calls it (12.3, `AlertRuleMenu.tsx`). */
const ruleMenu: string = PluginExtensionPoints.AlertingAlertingRuleAction;

/** By place, as plugin.json lists them: Grafana takes a link only where both say the same. */
const ways: ReadonlyArray<readonly [target: string, addressOf: (context: unknown) => string | undefined]> = [
  [PluginExtensionPoints.DashboardPanelMenu, (context) => fromPanel(context, choicesOfPage())],
  [PluginExtensionPoints.ExploreToolbarAction, fromExplore],
  [PluginExtensionPoints.TraceViewHeaderActions, fromTrace],
  [ruleMenu, fromRule],
];

/** "Open in Dynamo Observability" wherever Grafana shows something of Dynamo; elsewhere there is no link. */
export function addLinks(plugin: AppPlugin<object>): AppPlugin<object> {
  for (const [target, addressOf] of ways) {
    plugin.addLink({
      targets: [target],
      title: texts['links.open'],
      description: texts['links.description'],
      // Grafana wants one; `configure` gives the true one.
      path: `/a/${pluginJson.id}/dynamo`,
      configure: (context) => {
        const path = isInApp() ? undefined : addressOf(context);
        return path === undefined
          ? undefined
          : {
              path,
              title: t('links.open', texts['links.open']),
              description: t('links.description', texts['links.description']),
            };
      },
      ...(target === ruleMenu ? { onClick: (_event, { context }) => open(addressOf(context)) } : {}),
    });
  }
  return plugin;
}

function open(path: string | undefined): void {
  if (path !== undefined) {
    locationService.push(path);
  }
}

/** On the page of a request a link to it would lead nowhere. */
function isInApp(): boolean {
  const base = `/a/${pluginJson.id}`;
  const { pathname } = locationService.getLocation();
  return pathname === base || pathname.startsWith(`${base}/`);
}

const prefix = 'var-';

/** What is chosen on the dashboard that is shown: a panel's menu does not say it. */
function choicesOfPage(): Choices {
  const found = Object.entries(locationService.getSearchObject()).filter(([key]) => key.startsWith(prefix));
  return Object.fromEntries(
    found.map(([key, value]) => [key.slice(prefix.length), (Array.isArray(value) ? value : [value]).map(String)])
  );
}
