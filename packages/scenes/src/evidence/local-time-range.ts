import { SceneObjectUrlSyncConfig, SceneTimeRange } from '@grafana/scenes';

import type { Moment } from './moment.ts';

/**
 * A second time range on a page that stays out of the address. One that is kept there gets `from-2` and `to-2`, which overrule it when
 * the address is opened again (grafana-live-facts.md 1.9).
 */
export class LocalTimeRange extends SceneTimeRange {
  protected override _urlSync = new SceneObjectUrlSyncConfig(this, { keys: [] });

  constructor({ fromMs, toMs }: Moment) {
    super({ from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() });
  }
}
