import {
  divided,
  each,
  earlier,
  exactLines,
  exactly,
  growth,
  held,
  latest,
  merged,
  positive,
  scaledBy,
  together,
  type Figures,
} from '../figures.ts';
import { offered } from '../happenings.ts';
import { countedPlans } from '../planner-states.ts';
import type { SimulatedRun } from '../simulated-run.ts';
import { optional, rate, type PanelTruth, type Untold } from '../truth.ts';

const hourBefore: Untold = { reason: 'The arrow looks an hour back, before the scenario began.' };
const noPower: Untold = { reason: 'The planner of the story has no power budget; its page makes one of the limits.' };
const drawnTimes: Untold = { reason: 'How long a tick takes is drawn by chance and not part of the story.' };
const noPlugins: Untold = { reason: 'The planner of the story decides at once; its plugins are only on its page.' };

/** The panels hold a prediction against what came so many seconds later. */
const HORIZON_SECONDS = 60;

/** How a page reads a planner: what it saw, which stays, and what it decided last. */
const reader = (run: SimulatedRun) => ({
  saw: (name: string): Figures => held(run.readings(`planner.${name}`)),
  now: (name: string): Figures => latest(run.readings(`planner.${name}`)),
});
type Reader = ReturnType<typeof reader>;

const all = (of: Figures): Figures => merged(of, 'sum');
const most = (of: Figures): Figures => merged(of, 'max');
const expected = ({ now }: Reader, name: string): Figures => earlier(now(name), HORIZON_SECONDS);
const bias = (read: Reader, predicted: string, seen: string): Figures =>
  divided(
    together(expected(read, predicted), read.saw(seen), (a, b) => a - b),
    read.saw(seen)
  );
/** 1 while what it sees is worse than its target, by planner. */
const missed = ({ saw, now }: Reader): Figures => {
  const worse = (seen: string, target: string): Figures =>
    together(positive(saw(seen)), now(target), (value, limit) => (value > limit ? 1 : 0));
  return together(worse('ttft', 'targetTtft'), worse('itl', 'targetItl'), Math.max);
};
const heldWhileMissed = (read: Reader): Figures => together(missed(read), read.now('holds'), (a, b) => a * b);
const target = (read: Reader, name: string, estimated: string, limit: string) =>
  exactLines({
    observed: most(positive(read.saw(name))),
    estimated: most(positive(read.now(estimated))),
    target: most(read.now(limit)),
  });

const headline = (read: Reader): { readonly [panel: string]: PanelTruth } => {
  const { saw, now } = read;
  return {
    'planner-replicas-now': { A: exactLines({ prefill: all(now('prefill')), decode: all(now('decode')) }) },
    'planner-load-now': { A: exactly(all(saw('load'))), B: hourBefore },
    'planner-ttft-of-target': { A: exactly(most(divided(saw('ttft'), now('targetTtft')))), B: hourBefore },
    'planner-itl-of-target': { A: exactly(most(divided(saw('itl'), now('targetItl')))), B: hourBefore },
    'planner-forecast-error-mean': { A: exactly(most(each(bias(read, 'expectedLoad', 'load'), Math.abs))) },
    'planner-held-share': { A: exactly(most(heldWhileMissed(read))) },
    'planner-load': {
      A: exactLines({ observed: all(saw('load')), 'predicted for now': all(expected(read, 'expectedLoad')) }),
    },
    'planner-ttft': { A: target(read, 'ttft', 'estimatedTtft', 'targetTtft') },
    'planner-itl': { A: target(read, 'itl', 'estimatedItl', 'targetItl') },
  };
};

const decisions = (read: Reader): { readonly [panel: string]: PanelTruth } => {
  const { saw, now } = read;
  return {
    'planner-prefill-replicas': {
      A: exactLines({ now: all(now('prefill')), decided: all(now('wantedPrefill')) }),
    },
    'planner-decode-replicas': { A: exactLines({ now: all(now('decode')), decided: all(now('wantedDecode')) }) },
    'planner-capacity-used': {
      A: exactLines({
        prefill: most(divided(saw('load'), now('prefillCapacity'))),
        decode: most(divided(saw('load'), now('decodeCapacity'))),
      }),
    },
    'planner-decisions': { A: exactly(now('loadDecision')), B: exactly(now('throughputDecision')) },
    'planner-bounds': { B: noPower, C: noPlugins },
    'planner-sla': { A: exactly(missed(read)), B: exactly(heldWhileMissed(read)) },
    'planner-forecast-bias': {
      A: exactLines({
        load: most(bias(read, 'expectedLoad', 'load')),
        'prompt length': most(bias(read, 'expectedInput', 'input')),
        'answer length': most(bias(read, 'expectedOutput', 'output')),
      }),
    },
  };
};

const sight = (run: SimulatedRun, read: Reader): { readonly [panel: string]: PanelTruth } => {
  const { saw, now } = read;
  const lengths = (seen: string, predicted: string) =>
    exactLines({ observed: most(positive(saw(seen))), 'predicted for now': most(expected(read, predicted)) });
  return {
    'planner-traffic-seen': {
      A: rate(run.observed(offered(run), [], ['model', 'endpoint', 'request_type'])),
      B: exactly(all(saw('load'))),
    },
    'planner-prompt-lengths': { A: lengths('input', 'expectedInput') },
    'planner-answer-lengths': { A: lengths('output', 'expectedOutput') },
    'planner-request-duration': { A: exactly(most(positive(saw('duration')))) },
    'planner-queued-prefill': { A: optional(exactly(now('queuedPrefill'))) },
    'planner-queued-decode': { A: optional(exactly(now('queuedDecode'))) },
    'planner-in-flight-decode': { A: optional(exactly(now('inFlight'))) },
  };
};

const itself = (run: SimulatedRun, { now }: Reader): { readonly [panel: string]: PanelTruth } => {
  const blind = countedPlans(run, {}, (_plan, at) => run.simulation.faults.strength('planner-blind', at) > 0, true);
  const skipped = countedPlans(
    run,
    { plugin_id: 'builtin_throughput_propose' },
    ({ loadDecision }) => loadDecision === 'scaling_in_progress'
  );
  const unseen = countedPlans(
    run,
    { plugin_id: 'builtin_throughput_propose', missing_field: 'traffic' },
    ({ observed }) => observed === undefined
  );
  return {
    'planner-gpus': { A: exactly(scaledBy(all(growth(run.readings('planner.gpuHours'))), 3600)) },
    'planner-gpu-hours': { A: exactly(now('gpuHours')) },
    'planner-power': { A: noPower },
    'planner-power-use': { A: noPower },
    'planner-tick-duration': { A: drawnTimes, B: drawnTimes },
    'planner-tick-trouble': {
      A: exactly(all(growth(blind))),
      B: exactly(merged(growth(skipped), 'sum', 'plugin_id')),
      C: exactly(merged(growth(unseen), 'sum', 'plugin_id', 'missing_field')),
    },
    'planner-tick-lag': { A: drawnTimes },
    'planner-circuits': { A: noPlugins },
    'planner-plugin-results': { A: noPlugins },
    'planner-plugin-latency': { A: drawnTimes },
    'planner-held-over': { A: noPlugins, B: noPlugins },
    'planner-overrides': { A: noPlugins },
  };
};

/** The page Planner: by panel, and by query. */
export const plannerTruths = (run: SimulatedRun): { readonly [panel: string]: PanelTruth } => {
  const read = reader(run);
  return { ...headline(read), ...decisions(read), ...sight(run, read), ...itself(run, read) };
};
