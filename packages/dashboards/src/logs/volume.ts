import { logql, type LogExpr } from '@dynamo-observability/query';

import { colours } from '../visual/colours.ts';
import { coloured, logSeries, thresholds } from '../visual/panel.ts';
import { timeseries } from '../visual/timeseries.ts';
import { verdict } from '../visual/verdict.ts';
import { counted, type Counted } from './counted.ts';
import { chosenLines, collectedLines, everyLine, levels, linesOfLevel, notJson } from './lines.ts';
import { componentLabel } from './streams.ts';

const { count, rate, sum, zeroWhere } = logql;

const noLines = 'No log line of Dynamo in this selection and time range.';
const total = (lines: LogExpr) => sum(count(lines));

/** How many lines there are in the whole time range: 0 where there are only others, nothing where there are none. */
const countedLines = (figure: Counted, part: LogExpr, whole?: LogExpr) =>
  counted({ absence: noLines, ...figure }, whole === undefined ? total(part) : zeroWhere(total(part), total(whole)));

export const lines = countedLines(
  {
    id: 'log-lines-total',
    title: 'Lines',
    question: 'How much do the chosen processes write?',
    reading: 'All lines in the time range that hold the text. None at all: nothing is collected, or nobody runs.',
  },
  everyLine
);

export const errorLines = countedLines(
  {
    id: 'log-error-lines',
    title: 'Error lines',
    question: 'Does anything report errors?',
    reading:
      'Lines of level error or worse. A request that failed writes several; a migration that succeeded writes one too. Look at ' +
      '"What goes wrong" for what they say.',
    thresholds: thresholds(verdict.good, [1, verdict.bad]),
  },
  linesOfLevel(levels.error),
  everyLine
);

export const warningLines = countedLines(
  {
    id: 'log-warnings',
    title: 'Warnings',
    question: 'Does anything warn?',
    reading: 'Workers that come and go, clients that leave, and attempts that failed are warnings.',
    thresholds: thresholds(verdict.good, [1, verdict.watch]),
  },
  linesOfLevel(levels.warning),
  everyLine
);

export const linesNotJson = countedLines(
  {
    id: 'log-lines-not-json',
    title: 'Not JSON',
    question: 'How many lines can no field be read from?',
    reading:
      'Warnings of Python, engines that write for themselves, and processes without DYN_LOGGING_JSONL. A few at the start are usual. ' +
      'See them under "As written".',
    absence: 'No line was collected from pods in this selection and time range. Over OTLP a line is its message alone.',
  },
  notJson,
  collectedLines
);

const perSecond = { unit: 'suffix: /s', absence: noLines, bars: true, shortLegend: true, decimals: 0 } as const;

export const volumeByLevel = timeseries({
  ...perSecond,
  id: 'log-volume-by-level',
  title: 'Lines by level',
  question: 'When did errors and warnings begin?',
  reading:
    'Lines per second. A rise of all levels together is traffic; errors alone are a fault. Info lines follow requests, about five each.',
  series: [logSeries(sum(rate(chosenLines), { by: ['detected_level'] }), '{{detected_level}}')],
  overrides: Object.entries(colours.level).map(([level, color]) => coloured(level, color)),
});

export const volumeByComponent = timeseries({
  ...perSecond,
  id: 'log-volume-by-component',
  title: 'Lines by component',
  question: 'Who writes, and who has fallen silent?',
  reading: 'Lines per second. A component that stops while others go on is gone, cut off, or no longer collected.',
  series: [logSeries(sum(rate(chosenLines), { by: [componentLabel] }), `{{${componentLabel.template}}}`)],
  colourByName: true,
  // The last that fits decides: a service may be called dynamo-worker-prefill.
  overrides: Object.entries(colours.component).map(([component, fixedColor]) => ({
    matcher: { id: 'byRegexp', options: `/${component}/` },
    properties: [{ id: 'color', value: { mode: 'fixed', fixedColor } }],
  })),
});
