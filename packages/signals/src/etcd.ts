/** etcd (metric-science.md E2): where Dynamo keeps leases and discovery, if it is used. */
import { counter, gauge, histogram } from './metric.ts';

const call = ['grpc_type', 'grpc_service', 'grpc_method'] as const;

const family = { process: 'etcd', group: 'etcd' } as const;
const debugging = 'A debugging family: etcd may drop it in any version.';

export const hasLeader = gauge('etcd_server_has_leader', [], {
  ...family,
  unit: 'bool',
  meaning: '1 while the member knows a leader.',
});

export const leaderChanges = counter('etcd_server_leader_changes_seen_total', [], {
  ...family,
  unit: 'count',
  meaning: 'Changes of leader that the member saw.',
});

export const proposalsFailed = counter('etcd_server_proposals_failed_total', [], {
  ...family,
  unit: 'count',
  meaning: 'Proposals that failed.',
});

export const quotaBytes = gauge('etcd_server_quota_backend_bytes', [], {
  ...family,
  unit: 'bytes',
  meaning: 'Size that the database may reach.',
});

export const databaseBytes = gauge('etcd_mvcc_db_total_size_in_bytes', [], {
  ...family,
  unit: 'bytes',
  meaning: 'Size of the database on disk.',
});

export const databaseBytesInUse = gauge('etcd_mvcc_db_total_size_in_use_in_bytes', [], {
  ...family,
  unit: 'bytes',
  meaning: 'Part of the database that holds data.',
  traps: ['Far below the size on disk: defragment.'],
});

export const walFsyncDuration = histogram('etcd_disk_wal_fsync_duration_seconds', [], {
  ...family,
  unit: 'seconds',
  meaning: 'Time to write the log to disk.',
});

export const backendCommitDuration = histogram('etcd_disk_backend_commit_duration_seconds', [], {
  ...family,
  unit: 'seconds',
  meaning: 'Time to commit the database to disk.',
});

export const peerRoundTrip = histogram('etcd_network_peer_round_trip_time_seconds', ['To'], {
  ...family,
  unit: 'seconds',
  meaning: 'Round trip to another member.',
  appears: 'first-event',
  traps: ['Only in a cluster of several members.', 'The label is To, with a capital.'],
});

export const peerSentFailures = counter('etcd_network_peer_sent_failures_total', ['To'], {
  ...family,
  unit: 'count',
  meaning: 'Messages to another member that failed.',
  appears: 'first-event',
});

export const leasesGranted = counter('etcd_debugging_lease_granted_total', [], {
  ...family,
  unit: 'count',
  meaning: 'Leases granted.',
  traps: [debugging],
});

export const leasesRevoked = counter('etcd_debugging_lease_revoked_total', [], {
  ...family,
  unit: 'count',
  meaning: 'Leases revoked, expired ones included.',
  traps: [debugging],
});

export const leasesExpired = counter('etcd_debugging_server_lease_expired_total', [], {
  ...family,
  unit: 'count',
  meaning: 'Leases that ran out: a worker that cannot keep its lease vanishes while it lives.',
  traps: [debugging],
});

export const grpcStarted = counter('grpc_server_started_total', call, {
  ...family,
  unit: 'requests',
  meaning: 'Calls begun.',
});

export const grpcHandled = counter('grpc_server_handled_total', [...call, 'grpc_code'], {
  ...family,
  unit: 'requests',
  meaning: 'Calls ended, by code.',
  traps: ['Other gRPC servers have the family too: filter the job.'],
});

export const grpcHandlingDuration = histogram('grpc_server_handling_seconds', call, {
  ...family,
  unit: 'seconds',
  meaning: 'Time of one call.',
  flag: '--metrics=extensive',
});
