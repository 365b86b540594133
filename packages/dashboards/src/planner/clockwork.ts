import { busiest, highest, quantile, rate, sum, value } from '@dynamo-observability/query';
import { planner } from '@dynamo-observability/signals';

import { quantilesWithBands } from '../latency/quantiles.ts';
import { colours } from '../visual/colours.ts';
import { coloured, series } from '../visual/panel.ts';
import { stateTimeline } from '../visual/state-timeline.ts';
import { timeseries } from '../visual/timeseries.ts';

const noPlanner = 'No planner is scraped.';
const noPlugin = 'No plugin has reported this in this time range.';
const byPlugin = { by: ['plugin_id'] } as const;

/** Ticks are seconds apart, so a quantile needs minutes. */
const fewMinutes = '5m';

export const tickDuration = timeseries({
  id: 'planner-tick-duration',
  title: 'Tick duration',
  question: 'How long does the planner think?',
  reading:
    'The line is interpolated; the true quantile lies anywhere in its band. The dashed mean is exact. A tick as long as the interval between ticks: decisions come late.',
  absence: noPlanner,
  ...quantilesWithBands(planner.tickDuration),
  unit: 's',
  shortLegend: true,
  interval: fewMinutes,
});

export const tickTrouble = timeseries({
  id: 'planner-tick-trouble',
  title: 'Ticks in trouble',
  question: 'Are ticks cut off, skipped, or without what they need?',
  reading:
    'Should be 0. "timed out": a plugin or its data source is too slow. "without" names the field that a plugin missed: its source gave none.',
  absence: noPlanner,
  series: [
    series(sum(rate(planner.tickTimeouts)), 'timed out'),
    series(sum(rate(planner.tickSkipped), byPlugin), 'skipped {{plugin_id}}'),
    series(
      sum(rate(planner.tickRequiresUnsatisfied), { by: ['plugin_id', 'missing_field'] }),
      '{{plugin_id}} without {{missing_field}}'
    ),
  ],
  unit: 'cps',
  colourByName: true,
  shortLegend: true,
  overrides: [coloured('timed out', colours.fault)],
});

export const tickLag = timeseries({
  id: 'planner-tick-lag',
  title: 'Tick lag',
  question: 'Do plugins run when they should?',
  reading:
    'How late the last tick of each plugin was. Milliseconds are usual. Seconds: the planner is starved of CPU, or an earlier tick took too long.',
  absence: noPlugin,
  series: [series(highest(value(planner.tickLag), byPlugin), '{{plugin_id}}')],
  unit: 's',
  colourByName: true,
  shortLegend: true,
});

export const pluginResults = timeseries({
  id: 'planner-plugin-results',
  title: 'Plugin results',
  question: 'What do plugins answer?',
  reading:
    'Calls per second by stage and result. "accept" is the usual one; "timeout" and "error" open the circuit; "held_over" uses an old answer.',
  absence: noPlugin,
  series: [series(sum(rate(planner.pluginEvaluations), { by: ['stage', 'result'] }), '{{stage}} {{result}}')],
  unit: 'cps',
  stacked: true,
  colourByName: true,
  shortLegend: true,
});

export const pluginLatency = timeseries({
  id: 'planner-plugin-latency',
  title: 'Plugin latency',
  question: 'Which plugin slows the planner down?',
  reading:
    'p99 of each plugin, interpolated inside one bucket. Calls that failed are left out, so a plugin that times out looks fast: see Plugin results.',
  absence: noPlugin,
  series: [series(quantile(0.99, planner.pluginLatency, byPlugin), '{{plugin_id}} p99')],
  unit: 's',
  interval: fewMinutes,
  colourByName: true,
  shortLegend: true,
});

export const circuits = stateTimeline({
  id: 'planner-circuits',
  title: 'Plugin circuits',
  question: 'Is a plugin cut off because it kept failing?',
  reading:
    'While a circuit is open the plugin is not asked, and its last answer or none is used. Look at the errors in the log of the planner.',
  absence: noPlugin,
  series: [series(highest(value(planner.pluginCircuitState), byPlugin), '{{plugin_id}}')],
  unit: 'none',
  states: [
    { value: 0, name: 'closed', color: colours.decision.holds },
    { value: 0.5, name: 'half open', color: colours.decision.overruled },
    { value: 1, name: 'open', color: colours.fault },
  ],
});

export const heldOver = timeseries({
  id: 'planner-held-over',
  title: 'Old answers used',
  question: 'How often, and how old, are answers that are used again?',
  reading:
    'Uses per second by plugin, and on the right the age of the answer. An old answer is a decision for a load that is gone.',
  absence: noPlugin,
  series: [
    series(sum(rate(planner.pluginHeldOver), byPlugin), '{{plugin_id}}'),
    series(highest(value(planner.pluginCacheAge), byPlugin), '{{plugin_id}} age'),
  ],
  unit: 'cps',
  colourByName: true,
  overrides: [
    {
      matcher: { id: 'byRegexp', options: '/ age$/' },
      properties: [
        { id: 'unit', value: 's' },
        { id: 'custom.axisPlacement', value: 'right' },
        { id: 'custom.lineStyle', value: { fill: 'dash', dash: [8, 6] } },
      ],
    },
  ],
});

const override = ['plugin_id', 'override_type'] as const;

export const overrides = stateTimeline({
  id: 'planner-overrides',
  title: 'Overrides',
  question: 'Does a plugin override decisions right now?',
  reading:
    'A bar for each plugin and way, the eight most in use. "AT_MOST" for long is a cap that somebody set: it explains replicas that do not grow.',
  absence: noPlugin,
  series: [
    series(
      busiest(8, highest(value(planner.pluginOverrideActive), { by: [...override] }), override),
      '{{plugin_id}} {{override_type}}'
    ),
  ],
  unit: 'none',
  states: [
    { value: 0, name: 'no', color: colours.decision.off },
    { value: 1, name: 'yes', color: colours.decision.overruled },
  ],
});
