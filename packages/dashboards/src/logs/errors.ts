import { logql } from '@dynamo-observability/query';

import { colours } from '../visual/colours.ts';
import { table } from '../visual/table.ts';
import { component, levels, linesOfLevel, module, shape, shaped } from './lines.ts';

const { count, sum, top } = logql;

/** Loki gives up above 500 series; so many different complaints are more than anybody reads. */
const most = 50;

const complaints = shaped(linesOfLevel(`${levels.error}|${levels.warning}`));

const narrow = (heading: string, width: number) => ({
  matcher: { id: 'byName', options: heading },
  properties: [{ id: 'custom.width', value: width }],
});

/** Only what is worst: other tones of text are hard to read on a light page. */
const worst = Object.fromEntries(
  (['critical', 'fatal', 'error'] as const).map((level, index) => [level, { color: colours.fault, index }])
);

export const whatGoesWrong = table({
  id: 'log-messages-by-shape',
  title: 'What goes wrong',
  question: 'Which errors and warnings are there, how often, and from where?',
  reading:
    'Lines that say the same count together: ids and numbers are written #, and what follows the first line of a message is left out. ' +
    'A message with many lines is the fault; one with a single line is often its cause.',
  absence: 'No error and no warning in this selection and time range.',
  series: [
    {
      source: 'loki',
      expr: top(most, sum(count(complaints, 'range'), { by: ['detected_level', component, module, shape] })),
      legend: 'lines',
    },
  ],
  unit: 'string',
  sortBy: 'Lines',
  transformations: [
    {
      id: 'organize',
      options: {
        excludeByName: { Time: true },
        indexByName: { 'Value #A': 0, detected_level: 1, from: 2, shape: 3, module: 4 },
        renameByName: {
          'Value #A': 'Lines',
          detected_level: 'Level',
          from: 'From',
          shape: 'Message',
          module: 'Module',
        },
      },
    },
  ],
  overrides: [
    {
      matcher: { id: 'byName', options: 'Lines' },
      properties: [
        { id: 'custom.width', value: 75 },
        { id: 'unit', value: 'none' },
      ],
    },
    {
      matcher: { id: 'byName', options: 'Level' },
      properties: [
        { id: 'custom.width', value: 75 },
        { id: 'custom.cellOptions', value: { type: 'color-text' } },
        { id: 'color', value: { mode: 'fixed', fixedColor: 'text' } },
        { id: 'mappings', value: [{ type: 'value', options: worst }] },
      ],
    },
    narrow('From', 130),
    narrow('Module', 200),
  ],
});
