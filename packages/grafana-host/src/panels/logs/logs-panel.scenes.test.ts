import { createDataFrame, FieldType, LoadingState, LogsSortOrder, type DataFrame } from '@grafana/data';
import { afterEach, describe, expect, it } from 'vitest';

import { click, panelData, press, showPanel, type ShownPanel } from '../testing/show-panel.tsx';
import type { LogsOptions } from './logs-options.ts';
import { LogsPanel } from './logs-panel.tsx';

const defaults: LogsOptions = {
  showTime: true,
  showLabels: false,
  wrapLogMessage: false,
  prettifyLogMessage: false,
  enableLogDetails: true,
  sortOrder: LogsSortOrder.Descending,
  displayedFields: [],
};

const frame = (): DataFrame => {
  const lines = createDataFrame({
    fields: [
      {
        name: 'labels',
        type: FieldType.other,
        values: [
          { job: 'x', detected_level: 'info', trace_id: 'abc' },
          { job: 'x', detected_level: 'error', trace_id: 'def' },
        ],
      },
      { name: 'Time', type: FieldType.time, values: [1000, 2000] },
      { name: 'Line', type: FieldType.string, values: ['{"message":"first","id":10614710847650224950}', 'second <b>'] },
      {
        name: 'labelTypes',
        type: FieldType.other,
        values: [
          { job: 'I', trace_id: 'S' },
          { job: 'I', trace_id: 'S' },
        ],
      },
      { name: 'id', type: FieldType.string, values: ['1', '2'] },
      {
        name: 'Trace',
        type: FieldType.string,
        values: ['abc', 'def'],
        config: { links: [{ title: 'Open', url: '/t' }] },
      },
    ],
    meta: { searchWords: ['second'] },
  });
  const links = lines.fields.at(-1);
  if (links !== undefined) {
    links.getLinks = ({ valueRowIndex = 0 }) => [
      { title: 'Open trace', href: `/trace/${String(links.values[valueRowIndex])}`, target: '_self', origin: links },
    ];
  }
  return lines;
};

let shown: ShownPanel;
const show = (options: Partial<LogsOptions> = {}): ShownPanel =>
  (shown = showPanel(LogsPanel, panelData([frame()]), { ...defaults, ...options }));
const rows = (): HTMLElement[] => shown.all('row').filter((row) => row.dataset['line'] !== undefined);

describe('the logs panel', () => {
  afterEach(() => shown.close());

  it('shows time, level in words and text, the newest first', () => {
    show();
    expect(rows().map(({ textContent }) => textContent)).toEqual([
      '1970-01-01 00:00:02.000errorsecond <b>',
      '1970-01-01 00:00:01.000info{"message":"first","id":10614710847650224950}',
    ]);
    show({ sortOrder: LogsSortOrder.Ascending, showTime: false });
    expect(rows()[1]?.textContent).toBe('errorsecond <b>');
  });

  it('marks what the query looked for', () => {
    const marks = [...show().element.querySelectorAll('mark')];
    expect(marks.map(({ textContent }) => textContent)).toEqual(['second']);
  });

  it('shows labels that differ, or labels in the place of the line', () => {
    show({ showLabels: true });
    expect(rows()[0]?.textContent).toContain('trace_id=def');
    expect(rows()[0]?.textContent).not.toContain('job=x');
    show({ displayedFields: ['job'] });
    expect(rows()[0]?.textContent).toContain('job=x');
    expect(rows()[0]?.textContent).not.toContain('second');
  });

  it('indents JSON where lines wrap and it is wanted', () => {
    show({ wrapLogMessage: true, prettifyLogMessage: true });
    expect(rows()[1]?.textContent).toContain('{\n  "message": "first",\n  "id": 10614710847650224950\n}');
  });

  it('opens a line: its text, its labels by their source, its links', () => {
    show();
    click(rows()[1]);
    expect(rows()[1]?.getAttribute('aria-expanded')).toBe('true');
    const sections = [...shown.element.querySelectorAll('section')].map((section) =>
      section.getAttribute('aria-label')
    );
    expect(sections).toEqual(['Links', 'Structured metadata', 'Labels of the stream']);
    expect(shown.element.querySelector('a')?.getAttribute('href')).toBe('/trace/abc');
    click(rows()[1]);
    expect(shown.element.querySelector('section')).toBeNull();
  });

  it('is walked with the arrow keys, and opened with Enter', () => {
    show();
    expect(rows().map(({ tabIndex }) => tabIndex)).toEqual([0, -1]);
    press(rows()[0], 'ArrowDown');
    expect(document.activeElement).toBe(rows()[1]);
    expect(rows().map(({ tabIndex }) => tabIndex)).toEqual([-1, 0]);
    press(rows()[1], 'Enter');
    expect(rows()[1]?.getAttribute('aria-expanded')).toBe('true');
    press(rows()[1], 'Home');
    expect(document.activeElement).toBe(rows()[0]);
  });

  it('opens nothing where details are switched off', () => {
    show({ enableLogDetails: false });
    click(rows()[0]);
    press(rows()[0], 'Enter');
    expect(rows()[0]?.hasAttribute('aria-expanded')).toBe(false);
    expect(shown.element.querySelector('section')).toBeNull();
  });

  it('says so when there are no lines, and nothing while they are loading', () => {
    shown = showPanel(LogsPanel, panelData([]), defaults);
    expect(shown.element.textContent).toBe('No data');
    shown.close();
    shown = showPanel(LogsPanel, panelData([], LoadingState.Loading), defaults);
    expect(shown.element.textContent).toBe('');
  });
});
