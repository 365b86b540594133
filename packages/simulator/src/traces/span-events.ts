import { unixNano } from '../logs/otlp-logs.ts';
import type { Told } from '../logs/request-lines.ts';
import { codeAttributes, otlpValue, text, type OtlpSpanEvent } from './otlp-span.ts';

/** Log lines inside a span are its events. Whole numbers become text there, unlike in the line. */
export function spanEvents(lines: ReadonlyArray<Told | undefined>, startMs: number): readonly OtlpSpanEvent[] {
  return lines.flatMap((line) => (line === undefined ? [] : [spanEvent(line, startMs)]));
}

function spanEvent({ at, source, event }: Told, startMs: number): OtlpSpanEvent {
  return {
    timeUnixNano: unixNano(startMs, at),
    name: source.message,
    attributes: [
      text('level', source.level),
      text('target', source.target),
      ...Object.entries(event).map(([key, value]) => ({
        key,
        value: otlpValue(typeof value === 'boolean' ? value : String(value)),
      })),
      ...codeAttributes(source),
    ],
  };
}

/** A span is an error as soon as a line inside it is, whatever became of the request. */
export const statusFrom = (lines: ReadonlyArray<Told | undefined>): { readonly code?: number } =>
  lines.some((line) => line?.source.level === 'ERROR') ? { code: 2 } : {};
