import type { Labels } from '../../labels/label-set.ts';
import { compareText } from '../../labels/label-set.ts';
import type { LogLine } from '../../logql/evaluate/log-lines.ts';
import type { LogInstantResult, LogLinesResult, LogMatrixResult } from '../../logql/result.ts';
import { formatPlain } from '../../number/go-float.ts';

type Sample = readonly [unixSeconds: number, value: string];

interface EncodedStream {
  readonly stream: Labels;
  readonly values: Array<readonly unknown[]>;
}

/** The flag by which Grafana asks for labels told apart by where they come from. */
export const CATEGORIZE_LABELS = 'categorize-labels';

/** What Loki's API says about samples. */
export function encodeSamples(result: LogInstantResult | LogMatrixResult): object {
  switch (result.resultType) {
    case 'scalar':
      return { resultType: 'scalar', result: sample(result.result.timeMs, result.result.value) };
    case 'vector':
      return {
        resultType: 'vector',
        result: result.result.map(({ metric, timeMs, value }) => ({ metric, value: sample(timeMs, value) })),
      };
    case 'matrix':
      return {
        resultType: 'matrix',
        result: result.result.map(({ metric, timesMs, values }) => ({
          metric,
          values: timesMs.map((timeMs, index) => sample(timeMs, values[index] ?? NaN)),
        })),
      };
  }
}

export function sample(timeMs: number, value: number): Sample {
  return [timeMs / 1000, formatPlain(value)];
}

/** Lines by stream: as stored, with structured metadata and parsed labels beside each line, or all labels mixed. */
export function encodeStreams({ lines }: LogLinesResult, categorize: boolean): object {
  const streams = new Map<string, EncodedStream>();
  for (const line of lines) {
    const stream = categorize ? line.stream : { ...line.stream, ...line.structuredMetadata, ...line.parsed };
    const key = labelText(stream);
    const encoded = streams.get(key) ?? { stream, values: [] };
    streams.set(key, encoded);
    encoded.values.push(encodeLine(line, categorize));
  }
  return {
    resultType: 'streams',
    ...(categorize ? { encodingFlags: [CATEGORIZE_LABELS] } : {}),
    result: [...streams].sort(([a], [b]) => compareText(a, b)).map(([, stream]) => stream),
  };
}

function encodeLine(
  { timestampNs, line, structuredMetadata, parsed }: LogLine,
  categorize: boolean
): readonly unknown[] {
  if (!categorize) {
    return [String(timestampNs), line];
  }
  const isEmpty = (labels: Labels) => Object.keys(labels).length === 0;
  return [
    String(timestampNs),
    line,
    { ...(isEmpty(structuredMetadata) ? {} : { structuredMetadata }), ...(isEmpty(parsed) ? {} : { parsed }) },
  ];
}

function labelText(labels: Labels): string {
  const pairs = Object.entries(labels).sort(([a], [b]) => compareText(a, b));
  return `{${pairs.map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(', ')}}`;
}
