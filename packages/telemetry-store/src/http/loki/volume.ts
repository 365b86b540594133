import type { Labels } from '../../labels/label-set.ts';
import { compareText } from '../../labels/label-set.ts';
import { Matcher } from '../../labels/matcher.ts';
import type { LogStore } from '../../logs/log-store.ts';
import type { LogStream } from '../../logs/log-stream.ts';
import type { ApiRequest } from '../api.ts';
import { sample } from './encode.ts';
import type { Bounds } from './parameters.ts';
import { boundsUntilNow, limit, stepMs } from './parameters.ts';
import { RequestError } from './request-error.ts';
import { matchersOf, streamsIn, volumeIn } from './streams.ts';

/** `/loki/api/v1/index/volume`: bytes of lines by series or by label, the largest first. */
export function volume(store: LogStore, request: ApiRequest): object {
  return encode(volumes(store, request, [boundsUntilNow(request)]));
}

/** `/loki/api/v1/index/volume_range`: the same for each step, told at the end of it. */
export function volumeRange(store: LogStore, request: ApiRequest): object {
  const range = boundsUntilNow(request);
  return encode(volumes(store, request, buckets(range, stepMs(request.params, range))));
}

/** Cut at multiples of the step; each but the last ends just before the next begins, told as the millisecond before. */
function buckets({ startNs, endNs }: Bounds, step: number): Bounds[] {
  const stepNs = BigInt(step) * 1_000_000n;
  const found: Bounds[] = [];
  for (let from = startNs; from < endNs; from = (from / stepNs + 1n) * stepNs) {
    const next = (from / stepNs + 1n) * stepNs;
    found.push({ startNs: from, endNs: next < endNs ? next - 1n : endNs });
  }
  return found;
}

interface Volume {
  readonly metric: Labels;
  readonly samples: Array<{ readonly timeMs: number; readonly bytes: number }>;
}

function volumes(store: LogStore, request: ApiRequest, ranges: readonly Bounds[]): Volume[] {
  const { params } = request;
  const targets = (params.get('targetLabels') ?? '').split(',').filter((name) => name !== '');
  const asked = matchersOf(params.get('query') ?? '');
  const matchers = [...asked, ...targets.map((name) => new Matcher(name, '=~', '.+'))];
  const names = new Set(targets.length > 0 ? targets : asked.map(({ name }) => name));
  const groupsOf = aggregation(params.get('aggregateBy') ?? '', names, targets.length > 0);
  const byKey = new Map<string, Volume>();
  for (const range of ranges) {
    const timeMs = Number(range.endNs / 1_000_000n);
    for (const { key, metric, bytes } of largest(
      sums(streamsIn(store, matchers, range), range, groupsOf),
      limit(params)
    )) {
      const known = byKey.get(key) ?? { metric, samples: [] };
      byKey.set(key, known);
      known.samples.push({ timeMs, bytes });
    }
  }
  return [...byKey.values()];
}

/** The groups that a stream counts in. `{"pod":""}` stands for the label pod, whatever its value. */
type Groups = (stream: LogStream) => ReadonlyArray<{ readonly key: string; readonly metric: Labels }>;

/** By series: the labels that are asked for, or all. By labels: each label on its own. */
function aggregation(aggregateBy: string, names: ReadonlySet<string>, hasTargets: boolean): Groups {
  switch (aggregateBy) {
    case '':
    case 'series':
      return ({ labels }) => {
        const kept = names.size === 0 ? labels : labels.keep(names);
        return [{ key: kept.toString(), metric: kept.toObject() }];
      };
    case 'labels':
      return ({ labels }) =>
        labels
          .entries()
          .filter(([name]) => !hasTargets || names.has(name))
          .map(([name]) => ({ key: name, metric: { [name]: '' } }));
    default:
      throw new RequestError('invalid aggregation option');
  }
}

interface Total {
  readonly key: string;
  readonly metric: Labels;
  bytes: number;
}

function sums(streams: readonly LogStream[], range: Bounds, groupsOf: Groups): Total[] {
  const totals = new Map<string, Total>();
  for (const stream of streams) {
    const { bytes } = volumeIn(stream, range);
    for (const { key, metric } of groupsOf(stream)) {
      const total = totals.get(key) ?? { key, metric, bytes: 0 };
      totals.set(key, total);
      total.bytes += bytes;
    }
  }
  return [...totals.values()];
}

function largest(totals: readonly Total[], count: number): Total[] {
  return [...totals].sort((a, b) => b.bytes - a.bytes || compareText(a.key, b.key)).slice(0, count);
}

/** A vector, or a matrix where something has more than one sample, as in Loki. */
function encode(found: readonly Volume[]): object {
  const isMatrix = found.some(({ samples }) => samples.length > 1);
  const result = found.map(({ metric, samples }) => {
    const values = samples.map(({ timeMs, bytes }) => sample(timeMs, bytes));
    return isMatrix ? { metric, values } : { metric, value: values[0] };
  });
  return { status: 'success', data: { resultType: isMatrix ? 'matrix' : 'vector', result } };
}
