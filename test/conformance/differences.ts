import type { HttpData, HttpSample } from '@dynamo-observability/telemetry-store';

export interface Differences {
  /** Samples that both sides have. */
  readonly points: number;
  readonly largest: number;
  /** The first difference in words; `undefined` where the answers agree. */
  readonly first: string | undefined;
}

/** Compares the store's answer with the `data` of Prometheus' HTTP API. */
export function differences(ours: HttpData, theirs: unknown, tolerance: number): Differences {
  if (!isHttpData(theirs)) {
    throw new Error(`Prometheus answered with data of an unknown shape: ${JSON.stringify(theirs)}`);
  }
  if (ours.resultType !== theirs.resultType) {
    return { points: 0, largest: 0, first: `type ${ours.resultType}, Prometheus ${theirs.resultType}` };
  }
  const left = samplesByPlace(ours);
  const right = samplesByPlace(theirs);
  let [points, largest, first]: [number, number, string | undefined] = [0, 0, undefined];
  for (const [place, value] of left) {
    const expected = right.get(place);
    if (expected === undefined) {
      first ??= `${place}: ${value}, Prometheus has no sample`;
      continue;
    }
    points++;
    const difference = relativeDifference(value, expected);
    largest = Math.max(largest, difference);
    if (!(difference <= tolerance)) {
      first ??= `${place}: ${value}, Prometheus ${expected}`;
    }
  }
  for (const [place, value] of right) {
    if (!left.has(place)) {
      first ??= `${place}: no sample, Prometheus ${value}`;
    }
  }
  return { points, largest, first };
}

/** Every sample under the text of its labels and time. */
function samplesByPlace(data: HttpData): Map<string, string> {
  switch (data.resultType) {
    case 'matrix':
      return new Map(data.result.flatMap(({ metric, values }) => values.map((sample) => placed(metric, sample))));
    case 'vector':
      return new Map(data.result.map(({ metric, value }) => placed(metric, value)));
    case 'scalar':
    case 'string':
      return new Map([placed({}, data.result)]);
  }
}

function placed(metric: Readonly<Record<string, string>>, [time, value]: HttpSample): [string, string] {
  const labels = Object.entries(metric).sort(([a], [b]) => (a < b ? -1 : 1));
  return [`${JSON.stringify(Object.fromEntries(labels))} @ ${time}`, value];
}

function relativeDifference(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  const [x, y] = [number(a), number(b)];
  if (x === y) {
    return 0;
  }
  const difference = Math.abs(x - y) / Math.max(Math.abs(x), Math.abs(y));
  return Number.isNaN(difference) ? Infinity : difference;
}

function number(text: string): number {
  return text.endsWith('Inf') ? (text.startsWith('-') ? -Infinity : Infinity) : Number(text);
}

function isHttpData(data: unknown): data is HttpData {
  return (
    typeof data === 'object' && data !== null && 'resultType' in data && 'result' in data && Array.isArray(data.result)
  );
}
