import type { PluginMetaInfo } from '@grafana/data';

/** Grafana asks every plugin who made it; no page of the host shows that. */
export const noInfo: PluginMetaInfo = {
  author: { name: '' },
  description: '',
  links: [],
  logos: { small: '', large: '' },
  screenshots: [],
  updated: '',
  version: '',
};
