import { AppPlugin } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { expect, it } from 'vitest';

import pluginJson from '../plugin.json';
import { addLinks } from './add-links.ts';

const unused = (): void => undefined;
/** What Grafana gives to a click. */
const helpers = {
  extensionPointId: '',
  openModal: unused,
  openSidebar: unused,
  closeSidebar: unused,
  toggleSidebar: unused,
};

it('plugin.json lists the very links that the code adds: Grafana drops any other', () => {
  const added = addLinks(new AppPlugin<object>()).addedLinkConfigs.map(({ targets, title, description }) => ({
    targets,
    title,
    description,
  }));
  expect(pluginJson.extensions.addedLinks).toEqual(added);
});

it('on the pages of the app itself there is no link to them', () => {
  const [, , trace] = addLinks(new AppPlugin<object>()).addedLinkConfigs;
  const context = { traceID: 'abc', services: [{ name: 'dynamo-frontend' }] };
  const addressAt = (path: string): string | undefined => {
    locationService.push(path);
    return trace?.configure?.(context)?.path;
  };
  expect(addressAt('/explore')).toBe('/a/dynamo-observability-app/requests/abc');
  expect(addressAt('/a/dynamo-observability-app/requests/abc')).toBeUndefined();
});

it('an alert rule opens its page by itself: its menu does not follow the address of a link', () => {
  locationService.push('/alerting/grafana/x/view');
  const rule = addLinks(new AppPlugin<object>()).addedLinkConfigs.at(-1);
  rule?.onClick?.(undefined, { ...helpers, context: { expression: 'dynamo_component_x{model="m"}' } });
  const { pathname, search } = locationService.getLocation();
  expect(pathname + search).toBe('/a/dynamo-observability-app/workers?var-model=m');
});
