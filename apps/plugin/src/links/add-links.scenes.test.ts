import { AppPlugin } from '@grafana/data';
import { expect, it } from 'vitest';

import pluginJson from '../plugin.json';
import { addLinks } from './add-links.ts';

it('plugin.json lists the very links that the code adds: Grafana drops any other', () => {
  const added = addLinks(new AppPlugin<object>()).addedLinkConfigs.map(({ targets, title, description }) => ({
    targets,
    title,
    description,
  }));
  expect(pluginJson.extensions.addedLinks).toEqual(added);
});
