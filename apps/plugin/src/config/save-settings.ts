import type { PluginMeta } from '@grafana/data';
import { getBackendSrv } from '@grafana/runtime';
import { lastValueFrom } from 'rxjs';

import type { Settings } from './settings.ts';

/** Keeps the settings of the plugin. Grafana lets only administrators do so; rejects with its answer for others. */
export async function saveSettings({ id, enabled, pinned }: PluginMeta, settings: Settings): Promise<void> {
  const request = { url: `/api/plugins/${id}/settings`, method: 'POST', data: { enabled, pinned, jsonData: settings } };
  await lastValueFrom(getBackendSrv().fetch(request));
}
