import { etcd as families, type Histogram } from '@dynamo-observability/signals';

import type { Random } from '../../random/random.ts';
import { Instruments } from '../instruments.ts';
import * as buckets from './buckets.ts';

const MEBIBYTE = 2 ** 20;
const GIBIBYTE = 2 ** 30;
const none = {};
/** A second of background is told by so many draws, each standing for several observations. */
const DRAWS = 6;

const call = (grpc_type: string, grpc_service: string, grpc_method: string) => ({
  grpc_type,
  grpc_service,
  grpc_method,
});
/** Calls of Dynamo's processes, by how many one process makes a second. Streams stay open and do not end. */
const calls = [
  { labels: call('unary', 'etcdserverpb.KV', 'Range'), perProcess: 0.2, stream: false },
  { labels: call('unary', 'etcdserverpb.KV', 'Put'), perProcess: 0.02, stream: false },
  { labels: call('unary', 'etcdserverpb.KV', 'Txn'), perProcess: 0.02, stream: false },
  { labels: call('unary', 'etcdserverpb.Lease', 'LeaseGrant'), perProcess: 0, stream: false },
  { labels: call('bidi_stream', 'etcdserverpb.Lease', 'LeaseKeepAlive'), perProcess: 0, stream: true },
  { labels: call('bidi_stream', 'etcdserverpb.Watch', 'Watch'), perProcess: 0, stream: true },
] as const;

/** What a refresh of a member goes by. */
export interface Moment {
  readonly at: number;
  readonly processes: number;
  /** From 0 to 1: how slow the disk is. */
  readonly slow: number;
}

/** One member of etcd: a steady background, on a disk that may be slow. */
export class Member {
  readonly page = new Instruments();
  private revision = 0;
  private at = 0;
  private readonly fractions = new Map<object, number>();

  constructor(
    private readonly random: Random,
    private readonly peers: readonly string[]
  ) {
    const totals = [
      families.leaderChanges,
      families.proposalsFailed,
      families.leasesGranted,
      families.leasesRevoked,
      families.leasesExpired,
    ];
    totals.forEach((family) => this.page.touch(family, none));
    this.page.set(families.hasLeader, none, 1);
    this.page.set(families.quotaBytes, none, 2 * GIBIBYTE);
    this.page.touchHistogram(families.walFsyncDuration, none, buckets.fsync);
    this.page.touchHistogram(families.backendCommitDuration, none, buckets.commit);
  }

  refresh(moment: Moment): void {
    const passed = moment.at - this.at;
    const writes = this.whole(this, passed * (2 + 0.05 * moment.processes));
    const delay = 1 + 250 * moment.slow;
    this.revision += writes;
    this.draw(families.walFsyncDuration, none, buckets.fsync, 0.0012 * delay, writes);
    this.draw(families.backendCommitDuration, none, buckets.commit, 0.0028 * delay, writes);
    this.page.set(families.databaseBytes, none, 24 * MEBIBYTE);
    this.page.set(families.databaseBytesInUse, none, Math.round(9 * MEBIBYTE + (this.revision % 4000) * 900));
    for (const peer of this.peers) {
      this.draw(families.peerRoundTrip, { To: peer }, buckets.roundTrip, 0.0011, writes);
      this.page.touch(families.peerSentFailures, { To: peer });
    }
    this.refreshCalls(moment, passed, delay);
    this.at = moment.at;
  }

  /** Leases belong to the cluster, and each member counts them. */
  lease(what: 'granted' | 'revoked' | 'expired'): void {
    const family = {
      granted: families.leasesGranted,
      revoked: families.leasesRevoked,
      expired: families.leasesExpired,
    };
    this.page.add(family[what], none, 1);
    if (what === 'expired') {
      this.page.add(families.leasesRevoked, none, 1);
    }
    if (what === 'granted') {
      this.tellCalls({ labels: calls[3].labels, count: 1, failed: 0, seconds: 0.004 });
    }
  }

  election(): void {
    this.page.add(families.leaderChanges, none, 1);
  }

  leader(known: boolean): void {
    this.page.set(families.hasLeader, none, known ? 1 : 0);
  }

  private refreshCalls({ processes, slow }: Moment, passed: number, delay: number): void {
    for (const { labels, perProcess, stream } of calls) {
      if (stream) {
        this.page.setTotal(families.grpcStarted, labels, processes);
        continue;
      }
      const count = this.whole(labels, passed * perProcess * processes);
      const failed = Math.floor(count * 0.2 * slow);
      this.tellCalls({ labels, count, failed, seconds: 0.003 * delay });
      this.page.add(families.proposalsFailed, none, labels.grpc_method === 'Put' ? failed : 0);
    }
  }

  private tellCalls(what: {
    readonly labels: ReturnType<typeof call>;
    readonly count: number;
    readonly failed: number;
    readonly seconds: number;
  }): void {
    const { labels, count, failed, seconds } = what;
    this.page.add(families.grpcStarted, labels, count);
    this.page.add(families.grpcHandled, { ...labels, grpc_code: 'OK' }, count - failed);
    if (failed > 0) {
      this.page.add(families.grpcHandled, { ...labels, grpc_code: 'DeadlineExceeded' }, failed);
    }
    this.draw(families.grpcHandlingDuration, labels, buckets.handling, seconds, count);
  }

  private draw<L extends string>(
    family: Histogram<L>,
    labels: { readonly [N in L]?: string },
    bounds: readonly number[],
    median: number,
    count: number
  ): void {
    for (let draw = 0; draw < DRAWS && count > 0; draw++) {
      const share = Math.floor((count + draw) / DRAWS);
      const seconds = this.random.logNormal(median, 0.5);
      if (share > 0) {
        this.page.observe(family, labels, seconds, bounds, share);
      }
    }
  }

  /** Whole events of a rate; what is left over comes with the next. */
  private whole(of: object, events: number): number {
    const sum = (this.fractions.get(of) ?? 0) + events;
    this.fractions.set(of, sum % 1);
    return Math.floor(sum);
  }
}
