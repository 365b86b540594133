import type { LabelPair, LabelSet } from '../labels/label-set.ts';
import { scanObject } from '../line-formats/json.ts';
import { scanLogfmt } from '../line-formats/logfmt.ts';

/** The name of the field that Loki adds to each line. */
export const DETECTED_LEVEL = 'detected_level';

/** Fields that hold a level, in the order in which Loki looks for them (`limits_config.log_level_fields`). */
const LEVEL_FIELDS: readonly string[] = [
  'level',
  'LEVEL',
  'Level',
  'log.level',
  'severity',
  'SEVERITY',
  'Severity',
  'SeverityText',
  'lvl',
  'LVL',
  'Lvl',
  'severity_text',
  'Severity_Text',
  'SEVERITY_TEXT',
];
const JSON_DEPTH = 2;

const KNOWN: ReadonlyMap<string, string> = new Map([
  ['trace', 'trace'],
  ['trc', 'trace'],
  ['debug', 'debug'],
  ['dbg', 'debug'],
  ['info', 'info'],
  ['inf', 'info'],
  ['information', 'info'],
  ['warn', 'warn'],
  ['wrn', 'warn'],
  ['warning', 'warn'],
  ['error', 'error'],
  ['err', 'error'],
  ['critical', 'critical'],
  ['fatal', 'fatal'],
]);

/** The level that Loki 3 finds for a line: in the labels, the structured metadata, fields of the line, words in it. */
export function detectLevel(labels: LabelSet, structuredMetadata: readonly LabelPair[], line: string): string {
  for (const pairs of [labels.entries(), structuredMetadata]) {
    const given = firstLevel(pairs);
    if (given !== undefined) {
      return KNOWN.get(given.toLowerCase()) ?? given;
    }
  }
  const severity = structuredMetadata.find(([name]) => name === 'severity_number')?.[1];
  return severity === undefined ? levelOfLine(line) : levelOfSeverity(Number(severity));
}

function firstLevel(pairs: readonly LabelPair[]): string | undefined {
  for (const field of LEVEL_FIELDS) {
    const pair = pairs.find(([name]) => name === field);
    if (pair !== undefined) {
      return pair[1];
    }
  }
  return undefined;
}

/** OpenTelemetry's ranges of four. */
function levelOfSeverity(severity: number): string {
  const range = Math.ceil(severity / 4) - 1;
  return Number.isNaN(range) ? 'info' : (['trace', 'debug', 'info', 'warn', 'error', 'fatal'][range] ?? 'unknown');
}

function levelOfLine(line: string): string {
  const trimmed = line.trim();
  const isJson = trimmed.startsWith('{') && trimmed.endsWith('}');
  const given = isJson ? jsonLevel(line, JSON_DEPTH) : line.includes('=') ? logfmtLevel(line) : undefined;
  return KNOWN.get(given?.toLowerCase() ?? '') ?? levelOfWords(line);
}

function jsonLevel(text: string, depth: number): string | undefined {
  let level: string | undefined;
  scanObject(text, (key, type, value) => {
    if (type === 'string' && LEVEL_FIELDS.includes(key)) {
      level = value;
    } else if (type === 'object' && depth > 1) {
      level = jsonLevel(value, depth - 1);
    }
    return level === undefined;
  });
  return level;
}

function logfmtLevel(line: string): string | undefined {
  const found: LabelPair[] = [];
  scanLogfmt(
    line,
    (key, value) => {
      const field = LEVEL_FIELDS.find((candidate) => candidate.toLowerCase() === key.toLowerCase());
      if (field !== undefined) {
        found.push([field, value]);
      }
      return true;
    },
    () => false
  );
  return firstLevel(found);
}

const LEVEL_WORD =
  /(?<=^|[ \t\n[({"'=|])(trace|debug|fatal|critical|error|err|warning|warn|info)(?=$|[ \t\n[\](){}:,!"'=|])/i;

function levelOfWords(line: string): string {
  return KNOWN.get(LEVEL_WORD.exec(line)?.[1]?.toLowerCase() ?? '') ?? 'unknown';
}
