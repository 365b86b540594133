import {
  added,
  divided,
  exactLines,
  exactly,
  growth,
  latest,
  merged,
  scaledBy,
  zero,
  type Figures,
} from '../figures.ts';
import { firstTokens } from '../happenings.ts';
import { evictedForOthers, handedOut, movedBlocks, promptTokens, takenFromEmpty } from '../kvbm-states.ts';
import type { SimulatedRun } from '../simulated-run.ts';
import { lines, mean, optional, rate, ratio, type PanelTruth, type Untold } from '../truth.ts';

const hourBefore: Untold = { reason: 'The arrow looks an hour back, before the scenario began.' };
/** Series of the frontends' histograms of prompts and first tokens. */
const promptSeries = ['model'];
const total = (of: Figures): Figures => merged(of, 'sum');

/** Blocks each second, by worker. The block manager has families for the object store but never counts in them. */
const movesOf = (run: SimulatedRun) => {
  const toHost = growth(movedBlocks(run, 'device-to-host'));
  const toDisk = growth(movedBlocks(run, 'device-to-disk'));
  const fromHost = growth(movedBlocks(run, 'host-to-device'));
  const fromDisk = growth(movedBlocks(run, 'disk-to-device'));
  return {
    toHost,
    hostToDisk: growth(movedBlocks(run, 'host-to-disk')),
    toDisk,
    fromHost,
    fromDisk,
    offloaded: added(toHost, toDisk),
    onboarded: added(fromHost, fromDisk),
    matched: growth(run.readings('kvbm.matchedTokens')),
    never: zero(toHost),
  };
};
type Moves = ReturnType<typeof movesOf>;

const payoff = (run: SimulatedRun, moves: Moves): { readonly [panel: string]: PanelTruth } => {
  const host = latest(run.readings('kvbm.hostHitRate'));
  const disk = latest(run.readings('kvbm.diskHitRate'));
  const { offloaded, onboarded, matched, never } = moves;
  const prompts = rate(run.observed(promptTokens(run), [], promptSeries));
  return {
    'kvbm-matched-tokens': { A: lines({ 'prompt tokens': prompts, 'matched tokens': exactly(total(matched)) }) },
    'kvbm-host-hit-rate-now': { A: exactly(merged(host, 'median')), B: hourBefore },
    'kvbm-disk-hit-rate-now': { A: exactly(merged(disk, 'median')), B: hourBefore },
    'kvbm-matched-tokens-now': { A: exactly(total(matched)), B: hourBefore },
    'kvbm-prompt-share': { A: ratio(exactly(total(matched)), prompts), B: hourBefore },
    'kvbm-reuse-now': { A: exactly(divided(total(onboarded), total(offloaded))), B: hourBefore },
    'kvbm-object-failures-now': { A: exactly(never), B: hourBefore },
    'kvbm-hit-rate': {
      A: exactLines({ host: merged(host, 'median'), disk: merged(disk, 'median'), object: never }),
      B: exactLines({
        'host at least': merged(host, 'min'),
        'host at most': merged(host, 'max'),
        'disk at least': merged(disk, 'min'),
        'disk at most': merged(disk, 'max'),
        'object at least': never,
        'object at most': never,
      }),
    },
    'kvbm-moves': { A: exactLines({ offloaded: total(offloaded), onboarded: total(onboarded) }) },
  };
};

const ways = (run: SimulatedRun, moves: Moves): { readonly [panel: string]: PanelTruth } => {
  const { toHost, hostToDisk, toDisk, fromHost, fromDisk, offloaded, onboarded, matched, never } = moves;
  return {
    'kvbm-offload': {
      A: exactLines({
        'GPU → host': total(toHost),
        'host → disk': total(hostToDisk),
        'GPU → disk': total(toDisk),
        'GPU → object store': never,
      }),
    },
    'kvbm-onboard': {
      A: exactLines({
        'host → GPU': total(fromHost),
        'disk → GPU': total(fromDisk),
        'object store → GPU': never,
      }),
    },
    'kvbm-reuse': {
      A: exactLines({
        host: divided(total(fromHost), total(toHost)),
        disk: divided(total(fromDisk), added(total(hostToDisk), total(toDisk))),
      }),
    },
    'kvbm-thrash': {
      A: exactly(scaledBy(divided(added(total(offloaded), total(onboarded)), total(matched)), 1000)),
    },
    'kvbm-pressure': {
      A: exactly(total(toHost)),
      B: exactly(merged(latest(run.readings('kvbm.fullest')), 'max')),
    },
    'kvbm-disk-stall': {
      A: exactly(total(fromDisk)),
      B: mean(run.observed(firstTokens(run), [], promptSeries)),
    },
    'kvbm-object-failures': { A: exactLines({ read: never, write: never }) },
  };
};

const workers = (run: SimulatedRun, moves: Moves): { readonly [panel: string]: PanelTruth } => {
  const each = (of: Figures): Figures => merged(of, 'sum', 'instance');
  const { offloaded, onboarded, matched } = moves;
  return {
    'kvbm-roster': {
      A: exactly(latest(run.readings('kvbm.hostHitRate'))),
      B: exactly(latest(run.readings('kvbm.diskHitRate'))),
      C: exactly(each(matched)),
      D: exactly(each(offloaded)),
      E: exactly(each(onboarded)),
      F: exactly(divided(each(onboarded), each(offloaded))),
    },
    'kvbm-offloaded-per-worker': { A: optional(exactly(each(offloaded))) },
    'kvbm-onboarded-per-worker': { A: optional(exactly(each(onboarded))) },
  };
};

const pools = (run: SimulatedRun): { readonly [panel: string]: PanelTruth } => {
  const now = (name: string): Figures => merged(latest(run.readings(`kvbm.${name}`)), 'sum', 'pool');
  const perSecond = (name: string): Figures => merged(growth(run.readings(`kvbm.${name}`)), 'sum', 'pool');
  const allocated = merged(growth(handedOut(run)), 'sum', 'pool');
  const evicted = merged(growth(evictedForOthers(run)), 'sum', 'pool');
  const fromEmpty = merged(growth(takenFromEmpty(run)), 'sum', 'pool');
  const notScanned: Untold = { reason: 'No part of the story scans a pool.' };
  const notTwice = divided(scaledBy(allocated, 0), allocated);
  const never = zero(now('kept'));
  return {
    'kvbm-pool-match-rate': { A: exactly(divided(perSecond('found'), perSecond('asked'))), B: notScanned },
    'kvbm-pool-allocations': { A: exactly(allocated), B: exactly(evicted) },
    'kvbm-pool-in-flight': { A: exactly(now('held')), B: exactly(now('written')) },
    'kvbm-pool-free': { A: exactly(now('kept')), B: exactly(now('empty')) },
    'kvbm-pool-from-empty': { A: exactly(divided(fromEmpty, allocated)) },
    'kvbm-pool-registrations': { A: exactly(allocated), B: exactly(allocated) },
    'kvbm-pool-duplicates': { A: exactly(notTwice), B: exactly(notTwice) },
    'kvbm-pool-oddities': {
      A: exactLines({
        'allocations undone': never,
        'primary released in vain': never,
        'duplicate released in vain': never,
        'retired early': never,
      }),
    },
  };
};

/** The page KVBM: by panel, and by query. What moved is the story's; values are those at the moments of scrapes. */
export const kvbmTruths = (run: SimulatedRun): { readonly [panel: string]: PanelTruth } => {
  const moves = movesOf(run);
  return { ...payoff(run, moves), ...ways(run, moves), ...workers(run, moves), ...pools(run) };
};
