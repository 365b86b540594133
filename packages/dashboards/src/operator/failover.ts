import {
  age,
  highest,
  increase,
  isAbove,
  lines,
  lowest,
  rate,
  stateOf,
  subtract,
  sum,
  value,
} from '@dynamo-observability/query';
import { failover } from '@dynamo-observability/signals';
import { MappingType } from '@grafana/schema';

import { coloured, series, thresholds } from '../visual/panel.ts';
import { stat } from '../visual/stat.ts';
import { stateTimeline, type State } from '../visual/state-timeline.ts';
import { table } from '../visual/table.ts';
import { timeseries } from '../visual/timeseries.ts';
import { verdict } from '../visual/verdict.ts';

export const withoutFailover = 'No engine has a shadow here: failover is off.';

const states = ['init', 'standby', 'waking', 'active'] as const;
const engine = { by: ['engine_id', 'model', 'dynamo_component'] } as const;

const looks: readonly State[] = [
  { value: 0, name: 'starting', color: 'purple' },
  { value: 1, name: 'standby', color: 'blue' },
  { value: 2, name: 'waking', color: 'orange' },
  { value: 3, name: 'active', color: 'green' },
];

const inState = (state: (typeof states)[number]) => sum(isAbove(value(failover.state, { state }), 0));

export const shadowsReady = stat({
  id: 'shadows-ready',
  title: 'Shadow engines',
  question: 'How many engines stand by to take over?',
  reading:
    'Engines that stand by, and active ones. Without one in standby the next failure is an outage. An active engine is always there, or requests have nowhere to go.',
  absence: withoutFailover,
  series: [series(lines({ standby: inState('standby'), active: inState('active') }), '{{line}}')],
  unit: 'short',
  named: true,
  stacked: true,
  decimals: 0,
  thresholds: thresholds(verdict.bad, [1, verdict.good]),
});

/** Both are counted over restarts, so the difference is what failed. */
const failedSwitches = (window: 'rate' | 'range') =>
  subtract(sum(increase(failover.switchAttempts, {}, window)), sum(increase(failover.switchSuccesses, {}, window)));

export const failedTakeovers = stat({
  id: 'failed-takeovers',
  title: 'Failed takeovers',
  question: 'How many takeovers failed in this time range?',
  reading:
    'Good is 0. Each one is an engine that should have woken and did not: its requests were lost. Read its log from that moment.',
  absence: withoutFailover,
  series: [{ ...series(failedSwitches('range'), 'failed'), instant: true }],
  unit: 'short',
  decimals: 0,
  thresholds: thresholds(verdict.good, [0.5, verdict.bad]),
});

export const engineStates = stateTimeline({
  id: 'engine-states',
  title: 'Engine states',
  question: 'When did which engine take over?',
  reading:
    'A gap is an engine that is dead or not scraped. A takeover is one bar turning from standby over waking to active as another ends. Long "waking" is time in which nobody answers.',
  absence: withoutFailover,
  series: [series(stateOf(failover.state, 'state', states, engine), '{{model}} {{engine_id}}')],
  unit: 'none',
  states: looks,
});

export const switches = timeseries({
  id: 'failover-switches',
  title: 'Takeovers',
  question: 'Are there takeovers, and do they succeed?',
  reading:
    'Number in the window of each point. Any failed one needs a look at the logs of the engine that should have woken. Many good ones: find out why the active engine dies.',
  absence: withoutFailover,
  series: [
    series(
      lines({
        succeeded: sum(increase(failover.switchSuccesses, {}, 'rate')),
        failed: failedSwitches('rate'),
      }),
      '{{line}}'
    ),
  ],
  unit: 'short',
  overrides: [coloured('succeeded', 'green'), coloured('failed', 'red')],
  shortLegend: true,
});

export const switchTime = timeseries({
  id: 'failover-switch-time',
  title: 'Takeover time',
  question: 'How long does a takeover take?',
  reading:
    'How long each engine last woke: from being chosen to being active. Requests wait as long. Rising: more KV to map, or slower weights; compare with the time-out of clients.',
  absence: 'No engine has taken over yet, or failover is off.',
  series: [
    series(
      highest(value(failover.lastStateDuration, { state: 'waking' }), { by: ['engine_id', 'model'] }),
      '{{model}} {{engine_id}}'
    ),
  ],
  unit: 's',
  colourByName: true,
  shortLegend: true,
});

export const transitions = timeseries({
  id: 'failover-transitions',
  title: 'State changes',
  question: 'Which changes of state happen?',
  reading:
    'Per second. From waking back to standby or init is a takeover that failed. Changes all the time without failures: two engines that compete.',
  absence: 'No engine has changed its state yet, or failover is off.',
  series: [
    series(sum(rate(failover.transitions), { by: ['from_state', 'to_state'] }), '{{from_state}} to {{to_state}}'),
  ],
  unit: 'ops',
  stacked: true,
  colourByName: true,
  shortLegend: true,
});

export const engineRoster = table({
  id: 'engine-roster',
  title: 'Failover engines',
  question: 'Which engines are there, in which state, and since when?',
  reading:
    'At the end of the time range. One active engine for each model and component, one or more in standby. Waking for longer than Takeover time is stuck.',
  absence: withoutFailover,
  series: [
    series(stateOf(failover.state, 'state', states, engine), 'State'),
    series(age(lowest(value(failover.stateEntered), engine)), 'Since'),
    series(sum(increase(failover.switchAttempts), engine), 'Takeovers'),
  ],
  unit: 'none',
  sortBy: 'State',
  transformations: [
    { id: 'merge', options: {} },
    {
      id: 'organize',
      options: {
        excludeByName: { Time: true },
        indexByName: Object.fromEntries(
          ['model', 'dynamo_component', 'engine_id', 'Value #A', 'Value #B', 'Value #C'].map((name, i) => [name, i])
        ),
        renameByName: {
          model: 'Model',
          dynamo_component: 'Component',
          engine_id: 'Engine',
          'Value #A': 'State',
          'Value #B': 'In it for',
          'Value #C': 'Takeovers',
        },
      },
    },
  ],
  overrides: [
    {
      matcher: { id: 'byName', options: 'State' },
      properties: [
        {
          id: 'mappings',
          value: [
            {
              type: MappingType.ValueToText,
              options: Object.fromEntries(looks.map(({ value: v, name, color }) => [String(v), { text: name, color }])),
            },
          ],
        },
      ],
    },
    { matcher: { id: 'byName', options: 'In it for' }, properties: [{ id: 'unit', value: 's' }] },
    { matcher: { id: 'byName', options: 'Takeovers' }, properties: [{ id: 'decimals', value: 0 }] },
  ],
});
