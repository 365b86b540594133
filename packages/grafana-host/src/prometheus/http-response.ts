import type { InstantResult, Labels, RangeSeries, VectorSample } from './backend.ts';

/** The `data` of `query_range`. @throws Error when it is no matrix. */
export function readMatrix(data: unknown): readonly RangeSeries[] {
  const { resultType, result } = readResult(data);
  if (resultType !== 'matrix') {
    throw unexpected(`result type "${resultType}" to a range query`);
  }
  return readList(result).map((series) => {
    const points = readList(field(series, 'values')).map(readPoint);
    return {
      labels: readLabels(field(series, 'metric')),
      times: points.map(([timeMs]) => timeMs),
      values: points.map(([, value]) => value),
    };
  });
}

/** The `data` of `query`. A matrix (a range selector alone) is refused, as Grafana's panels cannot draw it. */
export function readInstantResult(data: unknown): InstantResult {
  const { resultType, result } = readResult(data);
  switch (resultType) {
    case 'vector':
      return { type: 'vector', samples: readList(result).map(readSample) };
    case 'scalar': {
      const [timeMs, value] = readPoint(result);
      return { type: 'scalar', timeMs, value };
    }
    case 'string': {
      const [time, text] = readList(result);
      return { type: 'string', timeMs: Number(time) * 1000, text: String(text) };
    }
    default:
      throw unexpected(`result type "${resultType}" to an instant query`);
  }
}

export function readStrings(data: unknown): readonly string[] {
  return readList(data).map(String);
}

export function readLabelSets(data: unknown): readonly Labels[] {
  return readList(data).map(readLabels);
}

function readResult(data: unknown): { resultType: string; result: unknown } {
  return { resultType: String(field(data, 'resultType')), result: field(data, 'result') };
}

function readSample(sample: unknown): VectorSample {
  const [timeMs, value] = readPoint(field(sample, 'value'));
  return { labels: readLabels(field(sample, 'metric')), timeMs, value };
}

function readPoint(point: unknown): readonly [timeMs: number, value: number] {
  const [time, value] = readList(point);
  return [Math.round(Number(time) * 1000), parseSampleValue(String(value))];
}

/** `NaN`, `+Inf`, `-Inf` or a number, as Prometheus writes samples. */
function parseSampleValue(text: string): number {
  return text === '+Inf' ? Infinity : text === '-Inf' ? -Infinity : Number(text);
}

function readLabels(value: unknown): Labels {
  if (typeof value !== 'object' || value === null) {
    throw unexpected('a series without labels');
  }
  return Object.fromEntries(Object.entries(value).map(([name, text]) => [name, String(text)]));
}

function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) {
    throw unexpected(`something that is no object where "${name}" should be`);
  }
  return new Map<string, unknown>(Object.entries(value)).get(name);
}

function readList(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) {
    throw unexpected('something that is no list');
  }
  return value;
}

const unexpected = (what: string): Error => new Error(`The data source answered with ${what}`);
