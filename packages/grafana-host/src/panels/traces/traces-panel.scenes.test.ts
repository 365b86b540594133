import { createDataFrame, FieldType, LoadingState, type DataFrame } from '@grafana/data';
import { afterEach, describe, expect, it } from 'vitest';

import { click, noFrame, panelData, press, showPanel, type ShownPanel } from '../testing/show-panel.tsx';
import { TracesPanel, type TracesOptions } from './traces-panel.tsx';

interface Span {
  readonly id: string;
  readonly parent?: string;
  readonly name?: string;
  readonly start?: number;
  readonly duration?: number;
  readonly status?: number;
}

function traceOf(...spans: Span[]): DataFrame {
  const column = (name: string, type: FieldType, value: (span: Span) => unknown): object => ({
    name,
    type,
    values: spans.map(value),
  });
  return createDataFrame({
    fields: [
      column('traceID', FieldType.string, () => 'abc123'),
      column('spanID', FieldType.string, ({ id }) => id),
      column('parentSpanID', FieldType.string, ({ parent }) => parent ?? ''),
      column('operationName', FieldType.string, ({ id, name }) => name ?? id),
      column('serviceName', FieldType.string, () => 'frontend'),
      column('statusCode', FieldType.number, ({ status }) => status ?? 0),
      column('startTime', FieldType.number, ({ start }) => 1000 + (start ?? 0)),
      column('duration', FieldType.number, ({ duration }) => duration ?? 10),
      column('tags', FieldType.other, ({ id }) => [
        { key: 'span', value: `tag of ${id}` },
        { key: 'busy_ns', value: 42 },
      ]),
      column('serviceTags', FieldType.other, () => [{ key: 'service.name', value: 'frontend' }]),
      column('logs', FieldType.other, ({ id }) => [
        { timestamp: 1001, name: 'first token', fields: [{ key: 'of', value: id }] },
      ]),
      column('references', FieldType.other, () => null),
    ].map((field) => field as DataFrame['fields'][number]),
  });
}

let shown: ShownPanel;
const show = (frame: DataFrame, options: TracesOptions = {}): ShownPanel =>
  (shown = showPanel(TracesPanel, panelData([frame]), options));
const rows = (): HTMLElement[] => shown.all('row').filter((row) => row.dataset['row'] !== undefined);
const names = (): Array<string | undefined> =>
  rows().map((row) => row.querySelector('[title]')?.getAttribute('title') ?? undefined);
const three = traceOf(
  { id: 'root', duration: 100 },
  { id: 'route', parent: 'root', start: 10, duration: 50, status: 2 },
  { id: 'worker', parent: 'route', start: 20, duration: 30 }
);

describe('the traces panel', () => {
  afterEach(() => shown.close());

  it('shows the spans as a tree that assistive technology can read', () => {
    show(three);
    expect(shown.all('treegrid')).toHaveLength(1);
    expect(names()).toEqual(['frontend root', 'frontend route', 'frontend worker']);
    expect(rows().map((row) => [row.getAttribute('aria-level'), row.getAttribute('aria-expanded')])).toEqual([
      ['1', 'true'],
      ['2', 'true'],
      ['3', null],
    ]);
  });

  it('says what trace it is, how long and how large', () => {
    const text = show(three).element.textContent;
    expect(text).toContain('abc123');
    expect(text).toContain('1970-01-01 00:00:01.000');
    expect(text).toContain('100 ms');
    expect(text).toContain('Spans: 3');
    expect(text).toContain('Errors: 1');
  });

  it('draws each bar where it belongs on the time axis', () => {
    show(three);
    const bar = rows()[1]?.querySelector<HTMLElement>('[style*="width"]');
    expect([bar?.style.left, bar?.style.width]).toEqual(['10%', '50%']);
  });

  it('marks errors in words too', () => {
    show(three);
    expect(rows().map((row) => row.querySelectorAll('[role="img"][aria-label="Error"]').length)).toEqual([0, 1, 0]);
    press(rows()[1], 'Enter');
    expect(shown.element.textContent).toContain('StatusError');
  });

  it('shows attributes, resource and events of a span, and hides them again', () => {
    show(three);
    click(rows()[2]);
    const details = shown.all('gridcell').find((cell) => cell.getAttribute('aria-colspan') === '2');
    expect(details?.textContent).toContain('tag of worker');
    expect(details?.textContent).toContain('busy_ns42');
    expect(details?.textContent).toContain('service.name');
    expect(details?.textContent).toContain('first token');
    click(rows()[2]);
    expect(shown.element.textContent).not.toContain('tag of worker');
  });

  it('is walked with the arrow keys; one row at a time takes the focus', () => {
    show(three);
    const focusable = (): string[] => rows().flatMap((row, i) => (row.tabIndex === 0 ? [`${i}`] : []));
    expect(focusable()).toEqual(['0']);
    press(rows()[0], 'ArrowDown');
    expect(focusable()).toEqual(['1']);
    expect(document.activeElement).toBe(rows()[1]);
    press(rows()[1], 'ArrowLeft');
    expect(names()).toEqual(['frontend root', 'frontend route']);
    expect(rows()[1]?.getAttribute('aria-expanded')).toBe('false');
    press(rows()[1], 'ArrowRight');
    expect(rows()).toHaveLength(3);
  });

  it('hides what is below a span, or below all, and shows it again', () => {
    show(three);
    const button = (name: string): HTMLElement | undefined =>
      [...shown.element.querySelectorAll('button')].find(
        (each) => each.textContent === name || each.getAttribute('aria-label') === name
      );
    click(button('Hide children'));
    expect(names()).toEqual(['frontend root']);
    click(button('Expand all'));
    expect(rows()).toHaveLength(3);
    click(button('Collapse all'));
    expect(rows()).toHaveLength(1);
  });

  it('shows every top span of a trace without a root', () => {
    show(traceOf({ id: 'b', parent: 'gone', start: 5 }, { id: 'a', parent: 'gone' }));
    expect(rows().map((row) => [row.getAttribute('aria-level'), row.getAttribute('aria-posinset')])).toEqual([
      ['1', '1'],
      ['1', '2'],
    ]);
  });

  it('opens on the span that is asked for', () => {
    show(three, { focusedSpanId: 'worker' });
    expect(shown.element.textContent).toContain('tag of worker');
    expect(rows().map(({ tabIndex }) => tabIndex)).toEqual([-1, -1, 0]);
  });

  it('keeps up with a thousand spans', () => {
    show(traceOf({ id: '0' }, ...Array.from({ length: 1000 }, (_, i) => ({ id: `${i + 1}`, parent: `${i >> 1}` }))));
    expect(rows()).toHaveLength(1001);
  });

  it('says so when there is no trace, and nothing while it is loading', () => {
    expect(show(noFrame).element.textContent).toBe('No trace to show');
    shown.close();
    shown = showPanel(TracesPanel, panelData([], LoadingState.Loading), {});
    expect(shown.element.textContent).toBe('');
  });
});
