import { add, highest, increase, lines, onlyAbove, rate, sum, value } from '@dynamo-observability/query';
import { gpu } from '@dynamo-observability/signals';
import { MappingType } from '@grafana/schema';

import { valueColumn } from '../visual/column-table.ts';
import { coloured, series } from '../visual/panel.ts';
import { stateTimeline } from '../visual/state-timeline.ts';
import { table } from '../visual/table.ts';
import { timeseries } from '../visual/timeseries.ts';
import { absentCounter, eachGpu, eightGpus, gpuChart, gpuLegend } from './gpu-chart.ts';

/** What to do, by code (metric-science.md D). NVIDIA's list of XID errors has the rest. */
const actions: readonly (readonly [codes: readonly number[], action: string])[] = [
  [[13, 31, 43, 45], 'restart the worker; again on this GPU: hardware'],
  [[48, 63, 64, 92, 94, 95], 'memory: drain and reset the GPU'],
  [[74], 'NVLink: check the fabric'],
  [[79], 'fell off the bus: reset or replace the node'],
  [[119, 120, 140, 143], 'reset the node'],
];

const actionOf = Object.fromEntries(
  actions.flatMap(([codes, action]) => codes.map((code) => [String(code), { text: `${code}: ${action}` }]))
);

export const xidTable = table({
  id: 'xid-table',
  title: 'Last XID error',
  question: 'Which GPUs have had an XID error, and what is to be done?',
  reading:
    "The last code of each GPU since its driver was loaded: it stays after the fault is gone, and the same code again cannot be seen. XID errors shows when. Codes without an advice here are in NVIDIA's list of XID errors.",
  absence: 'No GPU has had an XID error, or DCGM has no values.',
  series: [series(highest(onlyAbove(value(gpu.xid), 0), { by: ['hostname', 'gpu', 'pod', 'err_msg'] }), 'code')],
  unit: 'none',
  sortBy: 'Code',
  transformations: [
    {
      id: 'organize',
      options: {
        excludeByName: { Time: true },
        indexByName: Object.fromEntries(['Hostname', 'gpu', 'pod', 'Value', 'err_msg'].map((name, i) => [name, i])),
        renameByName: { Hostname: 'Host', hostname: 'Host', gpu: 'GPU', pod: 'Pod', Value: 'Code', err_msg: 'Message' },
      },
    },
  ],
  overrides: [
    {
      matcher: { id: 'byName', options: 'Code' },
      properties: [
        { id: 'mappings', value: [{ type: MappingType.ValueToText, options: actionOf }] },
        { id: 'custom.width', value: 330 },
        { id: 'custom.align', value: 'left' },
      ],
    },
  ],
});

export const xidErrors = gpuChart({
  id: 'xid-errors',
  title: 'XID errors',
  question: 'When did XID errors happen, and which?',
  reading:
    'Errors in the window of the exporter (minutes), by code, over all GPUs. 13, 31, 43 and 45 are mostly the application; 48, 63, 64, 94 and 95 memory; 74 NVLink; 79 and 119 need a new start of the node.',
  absence: 'No XID error, or DCGM_EXP_XID_ERRORS_COUNT is off: it is so by default.',
  series: [series(sum(value(gpu.xidErrors), { by: ['xid'] }), 'XID {{xid}}')],
  unit: 'short',
  stacked: true,
});

export const memoryErrors = timeseries({
  id: 'gpu-memory-errors',
  title: 'Memory errors',
  question: 'When does GPU memory fail?',
  reading:
    'Over all GPUs, per second. "corrected" now and then is normal, above 100 a day on one GPU is not. "uncorrected" kills the process that reads it: drain and reset that GPU. "rows replaced" is the repair.',
  absence: absentCounter,
  series: [
    series(
      lines({
        corrected: sum(rate(gpu.eccSingleBitVolatile)),
        uncorrected: sum(rate(gpu.eccDoubleBitVolatile)),
        'rows replaced': add(sum(rate(gpu.correctableRemappedRows)), sum(rate(gpu.uncorrectableRemappedRows))),
      }),
      '{{line}}'
    ),
  ],
  unit: 'cps',
  overrides: [coloured('uncorrected', 'red'), coloured('corrected', 'yellow'), coloured('rows replaced', 'blue')],
  shortLegend: true,
});

/** Growth over the time range, and what is now. */
const columns = [
  { heading: 'Uncorrected', expr: highest(increase(gpu.eccDoubleBitVolatile), eachGpu) },
  { heading: 'Corrected', expr: highest(increase(gpu.eccSingleBitVolatile), eachGpu) },
  { heading: 'Rows, uncorrectable', expr: highest(increase(gpu.uncorrectableRemappedRows), eachGpu) },
  { heading: 'Rows, correctable', expr: highest(increase(gpu.correctableRemappedRows), eachGpu) },
  { heading: 'Remap failed', expr: highest(value(gpu.rowRemapFailure), eachGpu) },
  { heading: 'Pages, 2 bits', expr: highest(increase(gpu.retiredDoubleBit), eachGpu) },
  { heading: 'Pages, 1 bit', expr: highest(increase(gpu.retiredSingleBit), eachGpu) },
  { heading: 'Pages pending', expr: highest(increase(gpu.retiredPending), eachGpu) },
] as const;

export const memoryFaults = table({
  id: 'gpu-memory-faults',
  title: 'Memory faults',
  question: 'Which GPU has failing memory?',
  reading:
    'Growth in this time range by GPU; "Remap failed" is 1 where a row could not be replaced: that GPU must go. Rows after uncorrectable errors: drain and reset. Pages are retired before Ampere only.',
  absence: 'DCGM has no such values: most of these counters are off by default.',
  series: columns.map(({ expr, heading }) => series(expr, heading)),
  unit: 'none',
  sortBy: 'Uncorrected',
  transformations: [
    { id: 'merge', options: {} },
    {
      id: 'organize',
      options: {
        excludeByName: { Time: true },
        indexByName: Object.fromEntries(
          ['Hostname', 'gpu', ...columns.map((_, i) => valueColumn(i))].map((name, i) => [name, i])
        ),
        renameByName: Object.fromEntries([
          ['Hostname', 'Host'],
          ['hostname', 'Host'],
          ['gpu', 'GPU'],
          ...columns.map(({ heading }, i) => [valueColumn(i), heading] as const),
        ]),
      },
    },
  ],
  overrides: columns.map(({ heading }) => ({
    matcher: { id: 'byName', options: heading },
    properties: [
      { id: 'decimals', value: 0 },
      { id: 'custom.width', value: 100 },
    ],
  })),
});

export const health = stateTimeline({
  id: 'gpu-health',
  title: 'GPU health',
  question: 'What does DCGM think of the health of each GPU?',
  reading:
    'Its worst verdict over all systems of the GPU, for the eight worst. "warning": look at it at the next chance. "failing": take the GPU out of service now.',
  absence: absentCounter,
  series: [series(eightGpus(highest(value(gpu.healthStatus), eachGpu)), gpuLegend)],
  unit: 'none',
  states: [
    { value: 0, name: 'healthy', color: 'green' },
    { value: 10, name: 'warning', color: 'orange' },
    { value: 20, name: 'failing', color: 'red' },
  ],
});
