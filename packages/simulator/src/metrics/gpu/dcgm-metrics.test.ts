import { describe, expect, it } from 'vitest';

import { incident } from '../../scenario/presets.ts';
import type { Page } from '../instruments.ts';
import { run } from '../testing/everything-on.ts';

interface Shown {
  readonly at: number;
  readonly value: number;
  readonly labels: { readonly [name: string]: string };
}

/** Every series of a family on the first GPU of a node, at each look. */
function watch(scenario: ReturnType<typeof incident>, node: string, name: string): readonly Shown[] {
  const shown: Shown[] = [];
  const read = (page: Page, at: number) =>
    page.each((series, value) => {
      const labels = Object.fromEntries(series.labels);
      if (series.name === name && labels['gpu'] === '0') {
        shown.push({ at, value, labels });
      }
    });
  run(scenario, ({ labels, page }, at) => {
    if (labels['instance'] === `${node}:9400`) {
      read(page, at);
    }
  });
  return shown;
}

const short = (kind: Parameters<typeof incident>[0]) => ({
  ...incident(kind),
  durationSeconds: 300,
  faults: [{ kind, startSeconds: 60, endSeconds: 180, strength: 1, worker: 2 }],
});

describe('dcgm-exporter', () => {
  it('names the pod that uses a GPU', () => {
    const [first] = watch({ ...short('power-cap'), durationSeconds: 15 }, 'gpu-node-002', 'DCGM_FI_DEV_GPU_UTIL');
    expect(first?.labels).toMatchObject({ pod: 'chat-llama-decode-0', namespace: 'dynamo', Hostname: 'gpu-node-002' });
  });

  it('no longer shows a GPU that fell off the bus; when it is back, its last XID error stays', () => {
    const xids = watch(short('xid-gpu-lost'), 'gpu-node-002', 'DCGM_FI_DEV_XID_ERRORS');
    const before = xids.filter(({ at }) => at < 60);
    const gone = xids.filter(({ at }) => at > 60 && at < 180);
    const after = xids.filter(({ at }) => at > 180);
    expect(before.every(({ value }) => value === 0)).toBe(true);
    expect(gone).toEqual([]);
    expect(after.map(({ value }) => value)).toContain(79);
    expect(after.every(({ labels }) => labels['err_msg'] === 'GPU has fallen off the bus')).toBe(true);
  });

  it('says for how long power held the clocks down, in nanoseconds, and why', () => {
    const scenario = short('power-cap');
    const slowed = watch(scenario, 'gpu-node-002', 'DCGM_FI_DEV_POWER_VIOLATION').map(({ value }) => value);
    expect(slowed).toEqual([...slowed].sort((a, b) => a - b));
    expect(slowed.at(-1)).toBeGreaterThan(10e9);
    expect(slowed.at(-1)).toBeLessThanOrEqual(120e9);
    const reasons = watch(scenario, 'gpu-node-002', 'DCGM_FI_DEV_CLOCKS_EVENT_REASONS');
    expect(reasons.some(({ at, value }) => at > 60 && at <= 180 && (value & 0x4) !== 0)).toBe(true);
    expect(reasons.some(({ at, value }) => at < 60 && (value & 0x4) !== 0)).toBe(false);
  });
});
