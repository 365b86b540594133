import {
  added,
  divided,
  each,
  exactLines,
  exactly,
  grew,
  growth,
  increase,
  latest,
  merged,
  scaledBy,
  zero,
  type Figures,
} from '../figures.ts';
import { recentXids } from '../gpu-states.ts';
import type { SimulatedRun } from '../simulated-run.ts';
import { optional, type PanelTruth, type Untold } from '../truth.ts';

const place = ['Hostname', 'gpu'] as const;

/** How a page reads the states of all GPUs. */
const reader = (run: SimulatedRun) => ({
  now: (name: string): Figures => latest(run.readings(`gpu.${name}`)),
  perSecond: (name: string): Figures => growth(run.readings(`gpu.${name}`)),
  grown: (name: string): Figures => increase(run.readings(`gpu.${name}`)),
  rising: (name: string): Figures => grew(run.readings(`gpu.${name}`)),
});
type Reader = ReturnType<typeof reader>;

const hourBefore: Untold = { reason: 'The arrow looks an hour back, before the scenario began.' };
const noMachine: Untold = { reason: 'How busy the machine around the GPUs is, is steady background.' };

/** All series are right, whichever of them are drawn. */
const drawn = (of: Figures) => optional(exactly(of));
const perGpu = (of: Figures): Figures => merged(of, 'max', ...place);
const watts = (read: Reader): Figures => perGpu(read.perSecond('joules'));
const allWatts = (read: Reader): Figures => merged(merged(read.perSecond('joules'), 'max', 'UUID'), 'sum');
const memoryShare = ({ now }: Reader): Figures =>
  divided(
    merged(now('used'), 'sum', ...place),
    added(merged(now('used'), 'sum', ...place), merged(now('free'), 'sum', ...place))
  );
const smActive = (read: Reader): Figures => scaledBy(read.now('busy'), 0.94);

const headline = (read: Reader): { readonly [panel: string]: PanelTruth } => ({
  'gpu-count': { A: exactly(merged(read.now('temperature'), 'count')), B: hourBefore },
  'tensor-activity': { A: exactly(merged(read.now('tensor'), 'median')), B: hourBefore },
  'gpu-total-power': { A: exactly(allWatts(read)), B: hourBefore },
  'hottest-gpu': { A: exactly(merged(read.now('temperature'), 'max')), B: hourBefore },
  'worst-throttled': {
    A: exactLines({
      power: merged(read.perSecond('cappedSeconds'), 'max'),
      heat: merged(read.perSecond('hotSeconds'), 'max'),
    }),
  },
  'gpu-activity': {
    A: exactLines({
      'a kernel ran': scaledBy(merged(read.now('percent'), 'median'), 0.01),
      'engine active': merged(read.now('busy'), 'median'),
      'SM active': merged(smActive(read), 'median'),
      'tensor cores': merged(read.now('tensor'), 'median'),
      'memory bandwidth': merged(read.now('dram'), 'median'),
    }),
  },
  'gpu-power': { A: drawn(watts(read)) },
});

const oneByOne = (read: Reader): { readonly [panel: string]: PanelTruth } => ({
  'gpu-roster': {
    A: exactly(merged(read.now('temperature'), 'max', ...place, 'modelName', 'pod')),
    B: exactly(perGpu(smActive(read))),
    C: exactly(perGpu(read.now('tensor'))),
    D: exactly(perGpu(read.now('dram'))),
    E: exactly(watts(read)),
    F: exactly(perGpu(read.now('clock'))),
    G: exactly(memoryShare(read)),
    H: exactly(perGpu(read.perSecond('cappedSeconds'))),
    I: exactly(perGpu(read.perSecond('hotSeconds'))),
    J: exactly(perGpu(read.now('xid'))),
  },
  'gpu-work': { A: drawn(perGpu(smActive(read))) },
  'gpu-tensor': { A: drawn(perGpu(read.now('tensor'))) },
  'gpu-bandwidth': { A: drawn(perGpu(read.now('dram'))) },
  'gpu-occupancy': { A: drawn(perGpu(scaledBy(read.now('busy'), 0.31))) },
  'gpu-memory': { A: drawn(memoryShare(read)) },
  'gpu-temperature': {
    A: drawn(perGpu(read.now('temperature'))),
    B: exactly(merged(read.now('memoryTemperature'), 'max')),
  },
  'nvlink-per-gpu': { A: drawn(perGpu(read.now('nvlinkSent'))) },
  'pcie-replays': { A: drawn(perGpu(read.perSecond('pcieReplays'))) },
});

const slowed = (read: Reader): { readonly [panel: string]: PanelTruth } => {
  const { now, perSecond, rising } = read;
  const never = zero(now('busy'));
  return {
    'gpu-throttling': {
      A: drawn(perGpu(perSecond('cappedSeconds'))),
      B: drawn(perGpu(perSecond('hotSeconds'))),
    },
    'throttle-reasons': {
      A: exactLines({
        power: merged(perSecond('cappedSeconds'), 'max'),
        heat: merged(perSecond('hotSeconds'), 'max'),
        'board limit': never,
        reliability: never,
        'sync boost': never,
      }),
    },
    'clock-reasons': {
      A: exactLines({
        'power cap': merged(rising('cappedSeconds'), 'sum'),
        'heat, by driver': merged(rising('hotSeconds'), 'sum'),
        'sync boost': never,
        'heat, by hardware': never,
        'power brake': never,
      }),
    },
    'gpu-clocks': {
      A: exactLines({
        fastest: merged(now('clock'), 'max'),
        median: merged(now('clock'), 'median'),
        slowest: merged(now('clock'), 'min'),
        memory: merged(now('memoryClock'), 'median'),
      }),
    },
    'slowest-clock': {
      A: exactly(divided(merged(now('clock'), 'min', 'modelName'), merged(now('clock'), 'median', 'modelName'))),
    },
    'power-cap': {
      A: exactLines({
        'highest cap': merged(now('limit'), 'max'),
        'lowest cap': merged(now('limit'), 'min'),
        'highest draw': merged(watts(read), 'max'),
        'median draw': merged(watts(read), 'median'),
      }),
    },
    'power-by-kind': {
      A: exactly(merged(merged(perSecond('joules'), 'max', 'UUID', 'modelName'), 'sum', 'modelName')),
    },
    'energy-used': { A: exactly(scaledBy(merged(merged(read.grown('joules'), 'max', 'UUID'), 'sum'), 1 / 3.6e6)) },
  };
};

const failing = ({ now, perSecond, grown }: Reader): { readonly [panel: string]: PanelTruth } => {
  const never = zero(now('busy'));
  const total = (name: string): Figures => merged(perSecond(name), 'sum');
  const of = (name: string): Figures => perGpu(grown(name));
  const unknown: Untold = { reason: 'These GPUs replace rows; older ones retire pages, and none is simulated.' };
  return {
    'gpu-memory-errors': {
      A: exactLines({
        corrected: total('corrected'),
        uncorrected: total('uncorrected'),
        'rows replaced': added(total('rowsCorrectable'), total('rowsUncorrectable')),
      }),
    },
    'xid-table': { A: exactly(each(perGpu(now('xid')), (code) => (code > 0 ? code : NaN))) },
    'gpu-memory-faults': {
      A: exactly(of('uncorrected')),
      B: exactly(of('corrected')),
      C: exactly(of('rowsUncorrectable')),
      D: exactly(of('rowsCorrectable')),
      E: exactly(perGpu(now('remapFailed'))),
      F: unknown,
      G: unknown,
      H: unknown,
    },
    'nvlink-errors': {
      A: exactLines({
        'checksum, flow': total('nvlinkChecksums'),
        replay: total('nvlinkReplays'),
        recovery: total('nvlinkRecoveries'),
      }),
    },
    'gpu-fixed-function': {
      A: exactLines({
        'memory copies': scaledBy(merged(now('copies'), 'max'), 0.01),
        'video encoder': never,
        'video decoder': never,
      }),
    },
  };
};

const traffic = ({ now, perSecond }: Reader): { readonly [panel: string]: PanelTruth } => {
  const links = merged(perSecond('nvlinkBytes'), 'sum', ...place);
  return {
    'gpu-memory-parts': {
      A: exactLines({
        used: merged(now('used'), 'sum'),
        reserved: merged(now('reserved'), 'sum'),
        free: merged(now('free'), 'sum'),
      }),
    },
    'nvlink-traffic': {
      A: exactLines({ sent: merged(now('nvlinkSent'), 'sum'), received: merged(now('nvlinkReceived'), 'sum') }),
    },
    'nvlink-balance': {
      A: exactLines({
        'least busy': divided(merged(links, 'min'), merged(links, 'median')),
        'most busy': divided(merged(links, 'max'), merged(links, 'median')),
      }),
    },
    'pcie-traffic': {
      A: exactLines({ sent: merged(now('pcieSent'), 'sum'), received: merged(now('pcieReceived'), 'sum') }),
    },
    'host-cpu': { A: noMachine, B: noMachine },
    'host-traffic': { A: noMachine },
  };
};

const faulty = (run: SimulatedRun, read: Reader): { readonly [panel: string]: PanelTruth } => {
  const xids = latest(recentXids(run));
  const some = (of: Figures): Figures => each(merged(of, 'max', 'UUID'), (value) => (value > 0 ? 1 : 0));
  const kinds = [some(read.now('remapFailed')), some(read.grown('uncorrected')), some(xids)];
  const faults: Figures = merged((window) => kinds.flatMap((kind) => kind(window)), 'sum');
  return {
    'faulty-gpus': { A: exactly(faults), B: hourBefore },
    'xid-errors': { A: exactly(merged(xids, 'sum', 'xid')) },
    'gpu-health': { A: drawn(perGpu(read.now('health'))) },
  };
};

const machine = (run: SimulatedRun): { readonly [panel: string]: PanelTruth } => {
  const now = (name: string): Figures => latest(run.readings(`machine.${name}`));
  return {
    'host-gpu': { A: exactly(merged(now('busy'), 'max', 'gpu')) },
    'host-gpu-memory': {
      A: drawn(merged(now('usedGib'), 'sum', 'gpu', 'process_name')),
      B: exactly(merged(now('totalGib'), 'sum')),
    },
    'host-gpu-temperature': { A: exactly(merged(now('temperature'), 'max', 'gpu')) },
    'host-pcie': {
      A: exactLines({ sent: merged(now('pcieSent'), 'sum'), received: merged(now('pcieReceived'), 'sum') }),
    },
  };
};

/** The page GPU: by panel, and by query. Values are those of the GPUs at the moments at which their exporters are scraped. */
export const gpuTruths = (run: SimulatedRun): { readonly [panel: string]: PanelTruth } => {
  const read = reader(run);
  return {
    ...headline(read),
    ...oneByOne(read),
    ...slowed(read),
    ...failing(read),
    ...traffic(read),
    ...faulty(run, read),
    ...machine(run),
  };
};
