import type { DataFrame } from '@grafana/data';

/** Something that happened, as it is marked on a chart. */
export interface Mark {
  readonly fromMs: number;
  readonly toMs: number;
  readonly title: string;
  readonly text: string;
  readonly colour: string;
}

/** The marks in the frames that annotation layers add; exemplars are drawn elsewhere. */
export function marksOf(frames: readonly DataFrame[]): readonly Mark[] {
  return frames
    .filter(({ name }) => name !== 'exemplar')
    .flatMap((frame) => Array.from({ length: frame.length }, (_, row) => markOf(frame, row)))
    .filter(({ fromMs }) => Number.isFinite(fromMs));
}

function markOf(frame: DataFrame, row: number): Mark {
  const cell = (name: string): unknown => frame.fields.find((field) => field.name === name)?.values[row];
  const textOf = (name: string, absent = ''): string => {
    const value = cell(name);
    return typeof value === 'string' ? value : absent;
  };
  const fromMs = Number(cell('time') ?? NaN);
  return {
    fromMs,
    toMs: Number(cell('timeEnd') ?? fromMs),
    title: textOf('title'),
    text: textOf('text'),
    colour: textOf('color', 'red'),
  };
}

/** Marks that stand so close to one another that they have one foot. Positions are in pixels. */
export interface MarkGroup {
  readonly left: number;
  readonly right: number;
  readonly marks: readonly Mark[];
}

const CLOSE_PX = 8;

/** The marks within the chart, from left to right, those close to one another together. */
export function groupMarks(
  marks: readonly Mark[],
  at: (timeMs: number) => number,
  width: number
): readonly MarkGroup[] {
  const groups: MarkGroup[] = [];
  for (const mark of [...marks].sort((a, b) => a.fromMs - b.fromMs)) {
    const [left, right] = [at(mark.fromMs), at(mark.toMs)];
    const last = groups.at(-1);
    // Before its first drawing a chart has no positions.
    if (!(right >= 0 && left <= width)) {
      continue;
    }
    if (last !== undefined && left - last.left < CLOSE_PX) {
      groups[groups.length - 1] = { ...last, right: Math.max(last.right, right), marks: [...last.marks, mark] };
    } else {
      groups.push({ left, right, marks: [mark] });
    }
  }
  return groups;
}
