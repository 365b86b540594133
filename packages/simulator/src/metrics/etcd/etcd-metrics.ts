import { Random } from '../../random/random.ts';
import type { Observer } from '../../story/observer.ts';
import type { WorkerState } from '../../story/worker.ts';
import type { World } from '../../story/world.ts';
import type { Exporter, ScrapeTarget } from '../exporter.ts';
import { Member } from './member.ts';

const MEMBERS = 3;
/** So slow that the members elect anew, and that leases are not kept in time. */
const TOO_SLOW = 0.5;
/** Seconds without a leader. */
const ELECTION_SECONDS = 12;
/** A process loses its lease about this often while the disk is as slow as can be. */
const LEASE_LOST_EVERY_SECONDS = 60;

/** The members of etcd, where it is used. Every worker and frontend holds a lease. */
export class EtcdMetrics implements Exporter, Observer {
  readonly targets: ScrapeTarget[] = [];
  private readonly members: readonly Member[];
  private at = 0;
  private lost = 0;
  private elections = 0;

  constructor(private readonly world: World) {
    const { seed, etcd, frontends } = world.scenario;
    const ids = Array.from({ length: MEMBERS }, (_, index) => Random.stream(seed, `etcd/${index}`).hex(16));
    this.members = ids.map(
      (id, index) =>
        new Member(
          Random.stream(seed, `metrics/etcd/${index}`),
          ids.filter((other) => other !== id)
        )
    );
    if (etcd) {
      this.members.forEach(({ page }, index) => {
        const labels = { job: 'etcd-server', instance: `etcd-${index}:2379` };
        this.targets.push({ labels, page, startedAt: 0, endedAt: undefined });
      });
    }
    for (let frontend = 0; frontend < frontends; frontend++) {
      this.lease('granted');
    }
  }

  workerStarted(): void {
    this.lease('granted');
  }

  workerEnded(_worker: WorkerState, why: 'stopped' | 'crashed'): void {
    this.lease(why === 'stopped' ? 'revoked' : 'expired');
  }

  refresh(target: ScrapeTarget, at: number): void {
    // What is told now happened since the last look.
    const slow = this.world.faults.strength('etcd-slow', (this.at + at) / 2);
    const processes = this.world.alive.length + this.world.scenario.frontends;
    this.loseLeases(slow, at - this.at);
    this.elect(at);
    this.members.find(({ page }) => page === target.page)?.refresh({ at, processes, slow });
    this.at = at;
  }

  private loseLeases(slow: number, passed: number): void {
    this.lost += slow > TOO_SLOW ? (slow * passed) / LEASE_LOST_EVERY_SECONDS : 0;
    while (this.lost >= 1) {
      this.lost--;
      this.lease('expired');
      this.lease('granted');
    }
  }

  /** Once when a slow spell begins. */
  private elect(at: number): void {
    const spells = this.world.faults
      .plansOf('etcd-slow')
      .filter(({ strength, startSeconds }) => strength > TOO_SLOW && startSeconds <= at);
    for (; this.elections < spells.length; this.elections++) {
      this.members.forEach((member) => member.election());
    }
    const electing = spells.some(({ startSeconds }) => at < startSeconds + ELECTION_SECONDS);
    this.members.forEach((member) => member.leader(!electing));
  }

  private lease(what: 'granted' | 'revoked' | 'expired'): void {
    this.members.forEach((member) => member.lease(what));
  }
}
