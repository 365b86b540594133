import type { World } from '@dynamo-observability/simulator';

import type { Read, SimulatedRun } from './simulated-run.ts';
import type { TargetReadings } from './states.ts';

type Gpu = NonNullable<ReturnType<World['gpus']['get']>>[number];

/** GPUs of the node that a target tells of. One that fell off the bus cannot be asked. */
const gpusAt = (world: World, instance: string): ReadonlyArray<{ readonly gpu: Gpu; readonly pod: string }> =>
  [...world.gpus].flatMap(([slot, gpus]) =>
    gpus
      .filter(({ lost, node }) => !lost && instance.startsWith(`${node}:`))
      .map((gpu) => ({ gpu, pod: world.alive.find((worker) => worker.slot === slot)?.name ?? '' }))
  );

/** Of every GPU of a node, when its dcgm-exporter is scraped. Who uses a GPU is part of its name on Kubernetes. */
const ofEach =
  (value: (gpu: Gpu, used: boolean) => number, job = 'dcgm-exporter'): Read =>
  (world, { labels: { job: of = '', instance = '' } }) =>
    !of.includes(job)
      ? []
      : gpusAt(world, instance).map(({ gpu, pod }) => ({
          labels: {
            UUID: gpu.uuid,
            Hostname: gpu.node,
            gpu: String(gpu.index),
            modelName: 'NVIDIA H100 80GB HBM3',
            pod: world.scenario.kubernetes ? pod : '',
          },
          value: value(gpu, pod !== ''),
        }));

/** The driver keeps so much for itself (MiB). */
const RESERVED_MIB = 560;
const used = (gpu: Gpu, isUsed: boolean): number => (isUsed ? Math.round(gpu.memoryUsedMib) : 0);

const FAILING = 20;
const WARNING = 10;

/** DCGM's worst verdict: 0 healthy, 10 warning, 20 failing. */
const verdict = (gpu: Gpu): number =>
  gpu.remapFailed || gpu.eccDoubleBit > 0 || gpu.nvlinkRecoveries > 0
    ? FAILING
    : gpu.remapPending || gpu.nvlinkReplays > 0 || gpu.temperatureCelsius >= 85 || gpu.pcieReplays > 8
      ? WARNING
      : 0;

/** The script on the first machine watches GPUs that a worker uses. */
const onMachine =
  (value: (gpu: Gpu) => number): Read =>
  (world, { labels: { job = '', instance = '' } }) =>
    world.alive
      .filter(({ node }) => job === 'dynamo-resource-monitor' && instance.startsWith(`${node}:`))
      .flatMap(({ gpus, slot }) =>
        gpus
          .filter(({ lost }) => !lost)
          .map((gpu) => ({ labels: { gpu: String(gpu.index), process_name: `worker-${slot}` }, value: value(gpu) }))
      );

/** NVML tells whole percents, degrees and counts; shares are as they are. */
export const gpuStates: { readonly [name: string]: Read } = {
  'gpu.percent': ofEach(({ busy }) => Math.round(100 * busy)),
  'gpu.busy': ofEach(({ busy }) => busy),
  'gpu.tensor': ofEach(({ tensorActive }) => tensorActive),
  'gpu.dram': ofEach(({ dramActive }) => dramActive),
  'gpu.copies': ofEach(({ dramActive }) => Math.round(100 * dramActive)),
  'gpu.temperature': ofEach(({ temperatureCelsius }) => Math.round(temperatureCelsius)),
  'gpu.memoryTemperature': ofEach(({ memoryTemperatureCelsius }) => Math.round(memoryTemperatureCelsius)),
  'gpu.joules': ofEach(({ energyMillijoules }) => energyMillijoules / 1000),
  'gpu.clock': ofEach(({ smClockMhz }) => smClockMhz * 1e6),
  'gpu.memoryClock': ofEach(({ memoryClockMhz }) => memoryClockMhz * 1e6),
  'gpu.cappedSeconds': ofEach(({ powerViolationNs }) => powerViolationNs / 1e9),
  'gpu.hotSeconds': ofEach(({ thermalViolationNs }) => thermalViolationNs / 1e9),
  'gpu.xid': ofEach(({ xidLast }) => xidLast),
  'gpu.corrected': ofEach(({ eccSingleBit }) => eccSingleBit),
  'gpu.uncorrected': ofEach(({ eccDoubleBit }) => eccDoubleBit),
  'gpu.rowsCorrectable': ofEach(({ remappedCorrectable }) => remappedCorrectable),
  'gpu.rowsUncorrectable': ofEach(({ remappedUncorrectable }) => remappedUncorrectable),
  'gpu.remapFailed': ofEach(({ remapFailed }) => (remapFailed ? 1 : 0)),
  'gpu.used': ofEach(used),
  'gpu.reserved': ofEach(() => RESERVED_MIB),
  'gpu.free': ofEach((gpu, isUsed) => Math.max(0, gpu.memoryTotalMib - used(gpu, isUsed) - RESERVED_MIB)),
  'gpu.nvlinkSent': ofEach(({ nvlinkTxBytesPerSecond }) => nvlinkTxBytesPerSecond),
  'gpu.nvlinkReceived': ofEach(({ nvlinkRxBytesPerSecond }) => nvlinkRxBytesPerSecond),
  'gpu.nvlinkBytes': ofEach(({ nvlinkBytes }) => Math.floor(nvlinkBytes)),
  'gpu.nvlinkReplays': ofEach(({ nvlinkReplays }) => Math.floor(nvlinkReplays)),
  'gpu.nvlinkRecoveries': ofEach(({ nvlinkRecoveries }) => Math.floor(nvlinkRecoveries)),
  'gpu.nvlinkChecksums': ofEach(({ nvlinkCrcErrors }) => Math.floor(nvlinkCrcErrors)),
  'gpu.pcieSent': ofEach(({ pcieTxBytesPerSecond }) => pcieTxBytesPerSecond),
  'gpu.pcieReceived': ofEach(({ pcieRxBytesPerSecond }) => pcieRxBytesPerSecond),
  'gpu.pcieReplays': ofEach(({ pcieReplays }) => Math.floor(pcieReplays)),
  'gpu.limit': ofEach(({ powerLimitWatts }) => powerLimitWatts, 'power-agent'),
  'gpu.health': ofEach(verdict),
  'machine.busy': onMachine(({ busy }) => busy),
  'machine.usedGib': onMachine(({ memoryUsedMib }) => memoryUsedMib / 1024),
  'machine.totalGib': onMachine(({ memoryTotalMib }) => memoryTotalMib / 1024),
  'machine.temperature': onMachine(({ temperatureCelsius }) => temperatureCelsius),
  'machine.pcieSent': onMachine(({ pcieTxBytesPerSecond }) => pcieTxBytesPerSecond),
  'machine.pcieReceived': onMachine(({ pcieRxBytesPerSecond }) => pcieRxBytesPerSecond),
};

/** The exporter counts XID errors of the last minutes. */
const XID_SECONDS = 300;

/** XID errors of each GPU by code, of the last minutes before each scrape; 0 later on. */
export const recentXids = (run: SimulatedRun): readonly TargetReadings[] =>
  run.readings('gpu.xid').map(({ scrapes }) => ({
    scrapes: scrapes.map(({ at, readings }) => ({
      at,
      readings: readings.flatMap(({ labels }) => {
        const mine = run.story.xids.filter(({ gpu, at: when }) => gpu.uuid === labels['UUID'] && when <= at);
        return [...new Set(mine.map(({ code }) => code))].map((code) => ({
          labels: { ...labels, xid: String(code) },
          value: mine.filter((each) => each.code === code && each.at > at - XID_SECONDS).length,
        }));
      }),
    })),
  }));
