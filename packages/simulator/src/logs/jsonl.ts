import type { FieldValue, LogLine, StructuredLine } from './log-line.ts';

/** RFC 3339 with microseconds, as Dynamo writes it. */
export function timeText(startMs: number, at: number): string {
  const micros = Math.round(at * 1e6) + (startMs % 1000) * 1000;
  const second = Math.floor(micros / 1e6);
  const rest = String(micros - second * 1e6).padStart(6, '0');
  return `${secondText(Math.floor(startMs / 1000) + second)}.${rest}Z`;
}

/** Neighbouring lines share their second. */
let latest = { second: Number.NaN, text: '' };
function secondText(second: number): string {
  if (second !== latest.second) {
    latest = { second, text: new Date(second * 1000).toISOString().slice(0, 19) };
  }
  return latest.text;
}

/** One line of stderr under DYN_LOGGING_JSONL: fixed keys first, all others sorted, fields of the span as text. */
export function jsonlText(line: LogLine, startMs: number): string {
  if ('plain' in line) {
    return line.plain;
  }
  const { source, at } = line;
  const place = source.file === '' ? '' : `,"file":${quoted(source.file)},"line":${source.line}`;
  const head = `{"time":"${timeText(startMs, at)}","level":"${source.level}"${place},"target":${quoted(source.target)}`;
  return `${head},"message":${quoted(source.message)}${fieldsText(line)}}`;
}

function fieldsText({ event, span }: StructuredLine): string {
  const fields: { [name: string]: FieldValue } =
    span === undefined
      ? { ...event }
      : { ...span.fields, ...event, span_id: span.spanId, span_name: span.name, trace_id: span.traceId };
  if (span?.parentId !== undefined) {
    fields['parent_id'] = span.parentId;
  }
  let text = '';
  for (const name of Object.keys(fields).sort()) {
    const value = fields[name];
    text += `,"${name}":${typeof value === 'string' ? quoted(value) : numberText(value)}`;
  }
  return text;
}

const numberText = (value: Exclude<FieldValue, string> | undefined): string => String(value);

/** Most texts are plain and need no escapes. */
const quoted = (text: string): string => (/^[ !#-[\]-~]*$/.test(text) ? `"${text}"` : JSON.stringify(text));
