import {
  count,
  exists,
  highest,
  lines,
  lowest,
  mean,
  onlyWhere,
  per,
  quantile,
  rate,
  share,
  subtract,
  sum,
  value,
  not,
} from '@dynamo-observability/query';
import { etcd } from '@dynamo-observability/signals';

import { quantilesWithBands } from '../latency/quantiles.ts';
import { coloured, series, thresholds } from '../visual/panel.ts';
import { statWithChange } from '../visual/stat-with-change.ts';
import { stateTimeline } from '../visual/state-timeline.ts';
import { timeseries, type Chart } from '../visual/timeseries.ts';
import { verdict } from '../visual/verdict.ts';

/** An installation may well do without etcd: on Kubernetes discovery uses its API. */
export const withoutEtcd = 'etcd is not used here, or it is not scraped. On Kubernetes Dynamo can do without.';

const etcdChart = (chart: Chart) => timeseries({ absence: withoutEtcd, shortLegend: true, ...chart });

const member = { by: ['instance'] } as const;

const used = per(sum(value(etcd.databaseBytes), member), sum(value(etcd.quotaBytes), member));

export const withoutLeader = statWithChange({
  id: 'etcd-without-leader',
  title: 'etcd without leader',
  question: 'How many members of etcd know no leader?',
  reading:
    'Good is 0. A member without a leader answers nothing: leases run out, and workers vanish while they live. For more than a minute: look at the network and the disks of the members.',
  absence: withoutEtcd,
  now: subtract(count(value(etcd.hasLeader)), sum(value(etcd.hasLeader))),
  unit: 'short',
  decimals: 0,
  thresholds: thresholds(verdict.good, [1, verdict.bad]),
});

export const quota = statWithChange({
  id: 'etcd-quota',
  title: 'etcd room used',
  question: 'How near is the database of etcd to its quota?',
  reading:
    'Of the fullest member. At 100 % etcd refuses every write. From 65 % on compact and defragment; from 85 % on raise the quota at once.',
  absence: withoutEtcd,
  now: highest(used),
  unit: 'percentunit',
  decimals: 1,
  thresholds: thresholds(verdict.good, [0.65, verdict.watch], [0.85, verdict.bad]),
});

const p99 = 0.99;

export const diskLatency = etcdChart({
  id: 'etcd-disk-latency',
  title: 'etcd disk latency',
  question: 'Are the disks of etcd fast enough?',
  reading:
    'p99, interpolated inside one bucket. Log writes above 0.5 s, or commits above 0.25 s, delay leases and elect new leaders: give etcd a disk of its own, an SSD.',
  series: [
    series(
      lines({
        'log write': quantile(p99, etcd.walFsyncDuration),
        'database commit': quantile(p99, etcd.backendCommitDuration),
      }),
      '{{line}}'
    ),
  ],
  unit: 's',
  interval: '1m',
});

const fsyncs = quantilesWithBands(etcd.walFsyncDuration);

export const fsync = timeseries({
  id: 'etcd-fsync',
  title: 'Log write time',
  question: 'How long does etcd take to write its log to disk?',
  reading:
    'The bands are the buckets that hold the quantiles; the mean is exact. A rising p99 alone: another process uses the disk. All rising: the disk is too slow.',
  absence: withoutEtcd,
  series: fsyncs.series,
  overrides: fsyncs.overrides,
  unit: 's',
  interval: '1m',
});

export const leases = etcdChart({
  id: 'etcd-leases',
  title: 'Leases',
  question: 'Do workers lose their leases?',
  reading:
    'Per second. "expired" is a process that could not keep its lease: it vanishes from discovery while it may live. Expired together with slow disks: etcd is the cause; alone: the worker is.',
  series: [
    series(
      lines({
        granted: sum(rate(etcd.leasesGranted)),
        revoked: sum(rate(etcd.leasesRevoked)),
        expired: sum(rate(etcd.leasesExpired)),
      }),
      '{{line}}'
    ),
  ],
  unit: 'ops',
  overrides: [coloured('expired', 'red'), coloured('granted', 'green'), coloured('revoked', 'blue')],
});

export const leader = stateTimeline({
  id: 'etcd-leader',
  title: 'etcd leader',
  question: 'When did each member of etcd know a leader?',
  reading:
    'A gap is a member that was not scraped. "no leader" at one member: its network. At all: no quorum, and nothing can be written until most members are back.',
  absence: withoutEtcd,
  series: [series(highest(value(etcd.hasLeader), member), '{{instance}}')],
  unit: 'none',
  states: [
    { value: 0, name: 'no leader', color: 'red' },
    { value: 1, name: 'has leader', color: 'green' },
  ],
});

export const elections = etcdChart({
  id: 'etcd-elections',
  title: 'Elections and failures',
  question: 'Is etcd restless?',
  reading:
    'Changes of leader and proposals that failed, per second. Nothing for hours is right. More than two elections in a quarter of an hour: slow disks, a busy CPU or the network.',
  series: [
    series(
      lines({ elections: highest(rate(etcd.leaderChanges)), 'failed proposals': sum(rate(etcd.proposalsFailed)) }),
      '{{line}}'
    ),
  ],
  unit: 'ops',
});

export const database = etcdChart({
  id: 'etcd-database',
  title: 'etcd database',
  question: 'Does the database of etcd grow towards its quota?',
  reading:
    'Of the largest member. "in use" below half of "on disk": defragment. Both rising for hours: something writes without end; the quota is where writing stops.',
  series: [
    series(
      lines({
        quota: lowest(value(etcd.quotaBytes)),
        'on disk': highest(value(etcd.databaseBytes)),
        'in use': highest(value(etcd.databaseBytesInUse)),
      }),
      '{{line}}'
    ),
  ],
  unit: 'bytes',
});

export const peers = etcdChart({
  id: 'etcd-peers',
  title: 'etcd peers',
  question: 'Do the members of etcd reach one another?',
  reading:
    'p99 of the round trip to each member, interpolated, and messages that failed on the right. Above 0.15 s elections begin. Failures to one member: it is down.',
  absence: 'etcd has a single member, is not used here, or is not scraped.',
  series: [
    series(quantile(p99, etcd.peerRoundTrip, { by: ['To'] }), 'to {{To}}'),
    series(sum(rate(etcd.peerSentFailures), { by: ['To'] }), 'failed to {{To}}'),
  ],
  unit: 's',
  colourByName: true,
  overrides: [
    {
      matcher: { id: 'byRegexp', options: '/^failed to/' },
      properties: [
        { id: 'unit', value: 'mps' },
        { id: 'custom.axisPlacement', value: 'right' },
      ],
    },
  ],
});

/** Other gRPC servers have the same families: only those targets that are etcd. */
const ofEtcd = exists(value(etcd.hasLeader), member);

const handled = sum(rate(etcd.grpcHandled), { by: ['instance', 'grpc_method'] });
const failed = sum(rate(etcd.grpcHandled, { grpc_code: not('OK') }), { by: ['instance', 'grpc_method'] });

export const calls = etcdChart({
  id: 'etcd-calls',
  title: 'etcd calls',
  question: 'What do clients ask of etcd?',
  reading:
    'Calls per second that ended, by method. Txn and Range are discovery, LeaseKeepAlive is a stream and counts when it ends. A sudden rise: clients that retry.',
  series: [series(sum(onlyWhere(handled, ofEtcd, ['instance']), { by: ['grpc_method'] }), '{{grpc_method}}')],
  unit: 'reqps',
  stacked: true,
  colourByName: true,
});

export const callFailures = etcdChart({
  id: 'etcd-call-failures',
  title: 'etcd failures',
  question: 'What share of the calls of etcd fails?',
  reading:
    'By method. Above 1 % look at the leader and the disks; above 5 % discovery is broken. Streams (Watch, LeaseKeepAlive) end as failed when a client simply leaves.',
  series: [
    series(
      share(
        sum(onlyWhere(failed, ofEtcd, ['instance']), { by: ['grpc_method'] }),
        sum(onlyWhere(handled, ofEtcd, ['instance']), { by: ['grpc_method'] })
      ),
      '{{grpc_method}}'
    ),
  ],
  unit: 'percentunit',
  colourByName: true,
});

const started = sum(rate(etcd.grpcStarted), member);
const ended = sum(rate(etcd.grpcHandled), member);

export const callBacklog = etcdChart({
  id: 'etcd-call-backlog',
  title: 'etcd call time',
  question: 'How long do calls of etcd take, and do they pile up?',
  reading:
    'Mean per call, by method, needs --metrics=extensive. "piling up" on the right is calls begun minus calls ended per second: above 0 for long, etcd does not keep up, or watches are opened and not closed.',
  series: [
    series(
      onlyWhere(mean(etcd.grpcHandlingDuration, { by: ['instance', 'grpc_method'] }), ofEtcd, ['instance']),
      '{{grpc_method}} {{instance}}'
    ),
    series(sum(onlyWhere(subtract(started, ended), ofEtcd, ['instance'])), 'piling up'),
  ],
  unit: 's',
  colourByName: true,
  overrides: [
    {
      matcher: { id: 'byName', options: 'piling up' },
      properties: [
        { id: 'unit', value: 'reqps' },
        { id: 'custom.axisPlacement', value: 'right' },
        { id: 'min', value: null },
      ],
    },
  ],
});
