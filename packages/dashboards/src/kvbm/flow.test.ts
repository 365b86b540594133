import { metricsOf, panelTarget, print, selectorsOf, type AnyExpr } from '@dynamo-observability/query';
import { kvbm } from '@dynamo-observability/signals';
import { describe, expect, it } from 'vitest';

import { offload, offloaded, offloadedByWorker, onboard, onboarded, toDisk } from './flow.ts';

const reads = (expr: AnyExpr) => metricsOf(expr.node).map((metric) => metric.name);

describe('moves of blocks, by what the families really count', () => {
  it.each([
    ['GPU to host', offload.deviceToHost, 'kvbm_offload_blocks_d2h'],
    ['host to disk, although it is called h2d', offload.hostToDisk, 'kvbm_offload_blocks_h2d'],
    ['GPU to disk, although it is called d2d', offload.deviceToDisk, 'kvbm_offload_blocks_d2d'],
    ['GPU to object store', offload.deviceToObject, 'kvbm_offload_blocks_d2o'],
    ['host to GPU, called h2d too', onboard.hostToDevice, 'kvbm_onboard_blocks_h2d'],
    ['disk to GPU, called d2d too', onboard.diskToDevice, 'kvbm_onboard_blocks_d2d'],
    ['object store to GPU', onboard.objectToDevice, 'kvbm_onboard_blocks_o2d'],
  ])('%s', (_, expr, name) => expect(reads(expr)).toEqual([name]));
});

describe('totals', () => {
  it('count a block once when it leaves the GPU, and not again when it moves on from host to disk', () => {
    expect(reads(offloaded)).not.toContain(kvbm.offloadHostToDisk.name);
    expect(reads(offloaded)).toHaveLength(3);
  });

  it('count what comes back from every tier', () => {
    expect(reads(onboarded)).toEqual(Object.values(onboard).flatMap(reads));
  });

  it('count what reaches the disk from either side', () => {
    expect(reads(toDisk)).toEqual([kvbm.offloadHostToDisk.name, kvbm.offloadDeviceToDisk.name]);
  });

  it('add up what there is when a version lacks a family: no "+", which would give nothing', () => {
    expect(print(offloadedByWorker.node, panelTarget())).toMatch(/^sum by \(instance\) \(+label_replace\(/);
    expect(print(offloadedByWorker.node, panelTarget())).not.toContain('+');
    expect(selectorsOf(offloadedByWorker.node)).toHaveLength(3);
  });
});
