import { logLines } from '../visual/logs.ts';
import { chosenLines, notJson, readableLines } from './lines.ts';

const noLine = 'No line in this selection and time range.';

export const logStream = logLines({
  id: 'log-stream',
  title: 'Log lines',
  question: 'What happened, in order?',
  reading:
    'The newest 300 lines, each with its message; a click opens its fields and the way to its trace. Lines outside any request have no ' +
    'trace. "As written" has the whole lines.',
  absence: noLine,
  lines: readableLines,
  maxLines: 300,
});

export const rawLines = logLines({
  id: 'log-raw-lines',
  title: 'Raw lines',
  question: 'What was written, to the letter?',
  reading: 'The newest 300 lines as Loki has them. The filter for ids does not narrow these: write the id as text.',
  absence: noLine,
  lines: chosenLines,
  maxLines: 300,
});

export const linesWithoutFields = logLines({
  id: 'log-plain-lines',
  title: 'Lines not JSON',
  question: 'Which lines can no field be read from?',
  reading:
    'Set DYN_LOGGING_JSONL=1 where they come from Dynamo itself. Engines and Python write some of their own in any case.',
  absence: 'Every line collected from pods is JSON, or all logs came over OTLP.',
  lines: notJson,
  maxLines: 100,
});
