import {
  FieldType,
  rangeUtil,
  renderLegendFormat,
  type AnnotationEvent,
  type AnnotationQuery,
  type DataFrame,
} from '@grafana/data';

/** The step that Grafana takes where an answer does not tell. */
const UNTOLD_STEP = '60s';

interface Mark {
  readonly startMs: number;
  endMs: number;
}

/**
 * The events that Grafana's Prometheus data source makes of an answer (12.3): one for each run of values above 0 at most a step
 * apart, with the labels of the series in its texts. With `useValueForTime` the values themselves are the times.
 */
export function eventsOf(annotation: AnnotationQuery, frames: readonly DataFrame[]): AnnotationEvent[] {
  const stepMs = stepOf(frames[0]);
  const { titleFormat = '', textFormat = '', tagKeys = '', useValueForTime } = annotation as AnnotationQuery & Formats;
  const keys = tagKeys.split(',');
  return frames.flatMap((frame) => {
    const labels = frame.fields.find(({ type }) => type === FieldType.number)?.labels ?? {};
    return runs(timesOf(frame, useValueForTime === true), stepMs).map(({ startMs, endMs }) => ({
      time: startMs,
      timeEnd: endMs,
      title: renderLegendFormat(titleFormat, labels),
      text: renderLegendFormat(textFormat, labels),
      tags: keys.flatMap((key) => labels[key] ?? []),
    }));
  });
}

interface Formats {
  readonly titleFormat?: string;
  readonly textFormat?: string;
  readonly tagKeys?: string;
  readonly useValueForTime?: boolean;
}

function stepOf(frame: DataFrame | undefined): number {
  const told = /Step:\s*(\w+)/.exec(frame?.meta?.executedQueryString ?? '')?.[1];
  return rangeUtil.intervalToMs(told ?? UNTOLD_STEP);
}

function timesOf(frame: DataFrame, valueIsTime: boolean): readonly number[] {
  const times: readonly unknown[] = frame.fields.find(({ type }) => type === FieldType.time)?.values ?? [];
  const values: readonly unknown[] = frame.fields.find(({ type }) => type === FieldType.number)?.values ?? [];
  return valueIsTime
    ? values.map((value) => Math.floor(Number(value))).filter(Number.isFinite)
    : times.map(Number).filter((_, row) => Number(values[row]) > 0);
}

function runs(times: readonly number[], stepMs: number): readonly Mark[] {
  const found: Mark[] = [];
  for (const time of times) {
    const last = found.at(-1);
    if (last !== undefined && last.endMs + stepMs >= time) {
      last.endMs = time;
    } else {
      found.push({ startMs: time, endMs: time });
    }
  }
  return found;
}
