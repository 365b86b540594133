import { add, highest, per, scale, sum, value } from '@dynamo-observability/query';
import { gpu } from '@dynamo-observability/signals';

import type { PanelFieldConfig } from '../model.ts';
import { columnTable } from '../visual/column-table.ts';
import { series } from '../visual/panel.ts';
import { absentCounter, eachGpu, eightGpus, gpuChart, gpuLegend } from './gpu-chart.ts';
import { megahertz, smActivity, throttled, watts } from './physics.ts';

const used = sum(value(gpu.memoryUsed), eachGpu);

/** The columns in their order: what is asked, its heading and its unit. The first one also names the model and the pod. */
const columns = [
  {
    heading: 'Temperature',
    unit: 'celsius',
    expr: highest(value(gpu.temperature), { by: ['hostname', 'gpu', 'modelName', 'pod'] }),
  },
  { heading: 'Work', unit: 'percentunit', expr: smActivity },
  { heading: 'Tensor cores', unit: 'percentunit', expr: highest(value(gpu.tensorActive), eachGpu) },
  { heading: 'Memory bandwidth', unit: 'percentunit', expr: highest(value(gpu.dramActive), eachGpu) },
  { heading: 'Power', unit: 'watt', expr: watts },
  { heading: 'SM clock', unit: 'hertz', expr: scale(highest(value(gpu.smClock), eachGpu), megahertz) },
  {
    heading: 'Memory used',
    unit: 'percentunit',
    expr: per(used, add(used, sum(value(gpu.memoryFree), eachGpu))),
  },
  { heading: 'Slowed by power', unit: 'percentunit', expr: throttled(gpu.powerViolation) },
  { heading: 'Slowed by heat', unit: 'percentunit', expr: throttled(gpu.thermalViolation) },
  { heading: 'Last XID', unit: 'none', expr: highest(value(gpu.xid), eachGpu) },
] as const;

const units: PanelFieldConfig['overrides'] = columns.map(({ heading, unit }) => ({
  matcher: { id: 'byName', options: heading },
  properties: [
    { id: 'unit', value: unit },
    { id: 'custom.width', value: 110 },
  ],
}));

const bar = (heading: string): PanelFieldConfig['overrides'][number] => ({
  matcher: { id: 'byName', options: heading },
  properties: [
    { id: 'min', value: 0 },
    { id: 'max', value: 1 },
    { id: 'custom.cellOptions', value: { type: 'gauge', mode: 'basic', valueDisplayMode: 'text' } },
  ],
});

/** dcgm-exporter has renamed `Hostname` to `hostname`: both are told as the host. */
const named: readonly (readonly [label: string, heading: string])[] = [
  ['Hostname', 'Host'],
  ['hostname', 'Host'],
  ['gpu', 'GPU'],
  ['modelName', 'Kind'],
  ['pod', 'Pod'],
];

export const gpuRoster = columnTable({
  id: 'gpu-roster',
  title: 'GPU roster',
  question: 'Which GPUs are there, who uses them, and how is each one now?',
  reading:
    'Values at the end of the time range, the hottest first. Look for the one that differs: a lower clock at the same power, a higher temperature, work far below its peers. The pod leads to the worker. Last XID never goes back to 0.',
  absence: 'DCGM has no values at the end of this time range.',
  labels: named,
  columns,
  unit: 'none',
  sortBy: 'Temperature',
  overrides: [...units, bar('Work'), bar('Memory used')],
});

export const workPerGpu = gpuChart({
  id: 'gpu-work',
  title: 'Work per GPU',
  question: 'Which GPU does the work?',
  reading:
    'SM activity, or the activity of the compute engine where DCGM has that only. GPUs of one worker rise and fall together; one below its peers waits for them, or they for it.',
  absence: absentCounter,
  series: [series(eightGpus(smActivity), gpuLegend)],
  unit: 'percentunit',
  max: 1,
});

export const tensorPerGpu = gpuChart({
  id: 'gpu-tensor',
  title: 'Tensor cores',
  question: 'Which GPU prefills?',
  reading:
    'Share of cycles in which the tensor cores were busy. High on prefill GPUs and low on decode ones is right. Low on prefill GPUs while requests wait: prompts do not reach them.',
  absence: absentCounter,
  series: [series(eightGpus(highest(value(gpu.tensorActive), eachGpu)), gpuLegend)],
  unit: 'percentunit',
  max: 1,
});

export const bandwidthPerGpu = gpuChart({
  id: 'gpu-bandwidth',
  title: 'Memory bandwidth',
  question: 'Which GPU decodes at its limit?',
  reading:
    'Share of cycles in which memory was busy. Above 80 % decode is at the roof of the memory: a larger batch brings tokens, but no speed for one user.',
  absence: absentCounter,
  series: [series(eightGpus(highest(value(gpu.dramActive), eachGpu)), gpuLegend)],
  unit: 'percentunit',
  max: 1,
});

export const occupancy = gpuChart({
  id: 'gpu-occupancy',
  title: 'SM occupancy',
  question: 'Are the multiprocessors that work also full?',
  reading:
    'Share of the warps that they could hold. Low at high activity is usual for matrix kernels and no fault; a change after an engine upgrade is a change of kernels.',
  absence: absentCounter,
  series: [series(eightGpus(highest(value(gpu.smOccupancy), eachGpu)), gpuLegend)],
  unit: 'percentunit',
  max: 1,
});
