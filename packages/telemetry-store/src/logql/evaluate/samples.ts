import type { LabelSet } from '../../labels/label-set.ts';
import { utf8Length } from '../../logs/log-entry.ts';
import type { StoredEntry } from '../../logs/log-entry.ts';
import { type LogStream, lowerBound } from '../../logs/log-stream.ts';
import type { Steps } from '../../promql/evaluate/steps.ts';
import { stepTime } from '../../promql/evaluate/steps.ts';
import type { Grouping, RangeAggregation, Unwrap } from '../parse/ast.ts';
import { READERS, compileLabelFilter } from '../pipeline/filter-labels.ts';
import { hintsOf } from '../pipeline/hints.ts';
import type { LineState } from '../pipeline/line-state.ts';
import { Pipeline } from '../pipeline/pipeline.ts';
import { PipelineError } from './pipeline-error.ts';
import { SeriesLabels } from './series-labels.ts';
import { SeriesLimitError } from './series-limit-error.ts';
import type { Statistics } from './statistics.ts';

/** The samples of one series; times are Unix milliseconds, rounded up, ascending. */
export interface SampleSeries {
  readonly labels: LabelSet;
  readonly times: Float64Array;
  readonly values: Float64Array;
}

interface ExtractionScope {
  readonly steps: Steps;
  readonly untilNs: bigint | undefined;
  readonly statistics: Statistics;
  /** How many series there may be; infinite where an aggregation is yet to reduce them. */
  readonly maxSeries: number;
}

/**
 * Makes a sample of each line that some step sees. `grouping` decides which lines share a series. Throws PipelineError
 * where a line has an error that the query does not deal with, and SeriesLimitError.
 */
export function extractSamples(
  expr: RangeAggregation,
  grouping: Grouping | undefined,
  streams: readonly LogStream[],
  { steps, untilNs, statistics, maxSeries }: ExtractionScope
): SampleSeries[] {
  const hints = hintsOf(expr.log.stages, grouping, expr.unwrap);
  const pipeline = new Pipeline(expr.log.stages, hints);
  const labelsOf = new SeriesLabels(grouping, expr.unwrap?.label);
  const measure = measureOf(expr);
  const collector = new SampleCollector(maxSeries);
  const isSeen = visibility(steps, expr.rangeMs, expr.offsetMs);
  const latest = stepTime(steps, steps.count - 1) - expr.offsetMs;
  const earliest = steps.startMs - expr.offsetMs - expr.rangeMs;
  for (const stream of streams) {
    const [entries, times] = [stream.entries(), stream.roundedUpMs()];
    const end = untilNs === undefined ? times.length : stream.countBefore(untilNs + 1n);
    for (let index = lowerBound(times.length, (i) => (times[i] ?? 0) <= earliest); index < end; index++) {
      const [entry, timeMs] = [entries[index], times[index] ?? NaN];
      if (entry === undefined || timeMs > latest) {
        break;
      }
      if (!isSeen(timeMs)) {
        continue;
      }
      statistics.count(entry);
      const line = pipeline.run(stream.labelValues, entry);
      const value = line === undefined ? undefined : measure(line, entry);
      if (line === undefined || value === undefined) {
        continue;
      }
      const labels = labelsOf.of(line);
      if (line.error !== '' && !hints.keepsErrors) {
        throw new PipelineError(line.error, labels);
      }
      collector.add(labels, timeMs, value);
    }
  }
  return collector.series();
}

/** Whether a time lies in the window of a step, which leaves out its start and includes its end. */
function visibility(steps: Steps, rangeMs: number, offsetMs: number): (timeMs: number) => boolean {
  return (timeMs) => {
    const next = Math.max(0, Math.ceil((timeMs + offsetMs - steps.startMs) / steps.stepMs));
    return next < steps.count && stepTime(steps, next) - rangeMs < timeMs + offsetMs;
  };
}

type Measure = (line: LineState, entry: StoredEntry) => number | undefined;

function measureOf({ name, unwrap }: RangeAggregation): Measure {
  if (unwrap !== undefined) {
    return unwrapping(unwrap);
  }
  return name === 'bytes_over_time' || name === 'bytes_rate'
    ? (line, entry) => (line.text === entry.line ? entry.bytes : utf8Length(line.text))
    : () => 1;
}

/** A line without the label makes no sample; one with a value that is no number is an error, unless a filter drops it. */
function unwrapping({ label, conversion, filters }: Unwrap): Measure {
  const { read, mistake } = READERS[conversion];
  const unit = conversion === 'duration' ? 1e9 : 1;
  const keeps = filters.map(compileLabelFilter);
  return (line) => {
    const text = line.get(label) ?? '';
    if (text === '') {
      return undefined;
    }
    const value = read(text);
    if (value === undefined) {
      line.fail('SampleExtractionErr', mistake(text));
    }
    return keeps.every((keep) => keep(line)) ? (value ?? 0) / unit : undefined;
  };
}

interface Collected {
  readonly labels: LabelSet;
  readonly times: number[];
  readonly values: number[];
  inOrder: boolean;
}

class SampleCollector {
  private readonly bySet = new Map<LabelSet, Collected>();
  private readonly byKey = new Map<string, Collected>();

  constructor(private readonly maxSeries: number) {}

  add(labels: LabelSet, timeMs: number, value: number): void {
    const series = this.bySet.get(labels) ?? this.open(labels);
    series.inOrder &&= (series.times.at(-1) ?? -Infinity) <= timeMs;
    series.times.push(timeMs);
    series.values.push(value);
  }

  series(): SampleSeries[] {
    return [...this.byKey.values()].map(({ labels, times, values, inOrder }) => {
      const order = inOrder ? undefined : [...times.keys()].sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0));
      const sorted = (list: readonly number[]) =>
        order === undefined ? list : order.map((index) => list[index] ?? NaN);
      return { labels, times: Float64Array.from(sorted(times)), values: Float64Array.from(sorted(values)) };
    });
  }

  /** Sets that were made apart may be equal. */
  private open(labels: LabelSet): Collected {
    const series = this.byKey.get(labels.key) ?? { labels, times: [], values: [], inOrder: true };
    this.byKey.set(labels.key, series);
    this.bySet.set(labels, series);
    if (this.byKey.size > this.maxSeries) {
      throw new SeriesLimitError(this.maxSeries);
    }
    return series;
  }
}
