import { beforeAll, describe, expect, it } from 'vitest';

import { incident } from '../../scenario/presets.ts';
import { run } from '../testing/everything-on.ts';

describe('etcd with a slow disk', () => {
  const values = new Map<string, Map<number, number>>();
  const at = (name: string, second: number) => values.get(name)?.get(second) ?? NaN;

  beforeAll(() => {
    const scenario = {
      ...incident('etcd-slow'),
      durationSeconds: 360,
      faults: [{ kind: 'etcd-slow' as const, startSeconds: 120, endSeconds: 240, strength: 1 }],
    };
    run(scenario, ({ labels, page }, second) => {
      if (labels['instance'] === 'etcd-0:2379') {
        page.each(({ name }, value) => {
          const known = values.get(name) ?? new Map<number, number>();
          values.set(name, known.set(second, value));
        });
      }
    });
  });

  const fsync = (from: number, to: number) => {
    const name = 'etcd_disk_wal_fsync_duration_seconds';
    return (at(`${name}_sum`, to) - at(`${name}_sum`, from)) / (at(`${name}_count`, to) - at(`${name}_count`, from));
  };

  it('writes its log in a millisecond or two, then in tenths of a second, then fast again', () => {
    expect(fsync(15, 120)).toBeLessThan(0.005);
    expect(fsync(135, 240)).toBeGreaterThan(0.1);
    expect(fsync(255, 360)).toBeLessThan(0.005);
  });

  it('elects once, and has no leader until then', () => {
    expect(at('etcd_server_leader_changes_seen_total', 360)).toBe(1);
    expect(at('etcd_server_has_leader', 120)).toBe(0);
    expect(at('etcd_server_has_leader', 135)).toBe(1);
  });

  it('lets leases run out, which are granted again', () => {
    expect(at('etcd_debugging_server_lease_expired_total', 120)).toBe(0);
    const lost = at('etcd_debugging_server_lease_expired_total', 360);
    expect(lost).toBeGreaterThan(0);
    expect(at('etcd_debugging_lease_granted_total', 360) - at('etcd_debugging_lease_granted_total', 120)).toBe(lost);
  });
});
