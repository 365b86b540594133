import { companions, type Panel } from '@dynamo-observability/dashboards';
import { FieldType, toDataFrame, transformDataFrame, type DataFrame } from '@grafana/data';
import { lastValueFrom } from 'rxjs';
import { describe, expect, it } from 'vitest';

import { startWith } from '../testing/host.ts';
import { FakePrometheus } from '../testing/prometheus.ts';

await startWith(new FakePrometheus());

/** The tables of exported JSON are made by Grafana's own transformations, from frames as its data sources give them. */
function panelNamed(id: string): Panel {
  const panels = companions.flatMap(({ rows }) => rows.flatMap((row) => row.panels.map(({ panel }) => panel)));
  const found = panels.find((panel) => panel.id === id);
  if (found === undefined) {
    throw new Error(`no panel ${id}`);
  }
  return found;
}

async function rowsOf(id: string, frames: DataFrame[]): Promise<Record<string, unknown>[]> {
  const [table] = await lastValueFrom(transformDataFrame([...panelNamed(id).transformations], frames));
  return Array.from({ length: table?.length ?? 0 }, (_, i) =>
    Object.fromEntries(
      (table?.fields ?? []).map(({ name, config, values }) => [config.displayName ?? name, values[i] as unknown])
    )
  );
}

const text = (name: string, values: unknown[], config = {}) => ({ name, type: FieldType.string, values, config });

/** As Grafana's Tempo data source lists spans. */
const spans = (attributes: Record<string, unknown[]>, length: number) =>
  toDataFrame({
    name: 'Spans',
    refId: 'A',
    fields: [
      text('traceIdHidden', ['a', 'a', 'b', 'b', 'b'].slice(0, length), { custom: { hidden: true } }),
      text('traceService', Array(length).fill('dynamo-frontend'), { displayNameFromDS: 'Trace Service' }),
      text('spanID', ['1', '2', '3', '4', '5'].slice(0, length), { displayNameFromDS: 'Span ID' }),
      {
        name: 'time',
        type: FieldType.time,
        values: [1000, 1001, 2000, 2001, 2500].slice(0, length),
        config: { displayNameFromDS: 'Start time' },
      },
      text('name', Array(length).fill('span'), { displayNameFromDS: 'Name' }),
      ...Object.entries(attributes).map(([name, values]) => text(name, values, { displayNameFromDS: name })),
      {
        name: 'duration',
        type: FieldType.number,
        values: [9e9, 8e9, 7e9, 1e9, 5e9].slice(0, length),
        config: { displayNameFromDS: 'Duration', unit: 'ns' },
      },
    ],
  });

describe('requests from traces', () => {
  const none = undefined;
  const frame = spans(
    {
      decode_worker_id: ['18446744073709551615', none, '3373143388922149792', none, none],
      model: ['m', none, 'n', none, none],
      overlap_blocks: [none, '39', none, '2', '11'],
      'request.outcome': ['success', none, 'error', none, none],
      ttft_ms: ['77.82', none, '1234.5', none, none],
    },
    5
  );

  it('are one row each, with what the spans of request and routing say, and numbers that sort', async () => {
    expect(await rowsOf('behind-requests-traces', [frame])).toEqual([
      {
        Time: 1000,
        Trace: 'a',
        Model: 'm',
        Outcome: 'success',
        TTFT: 77.82,
        Duration: 9e9,
        Overlap: 39,
        'Decode worker': '18446744073709551615',
      },
      {
        Time: 2000,
        Trace: 'b',
        Model: 'n',
        Outcome: 'error',
        TTFT: 1234.5,
        Duration: 7e9,
        Overlap: 11,
        'Decode worker': '3373143388922149792',
      },
    ]);
  });

  it('have no row where there are none', async () => {
    expect(await rowsOf('behind-requests-traces', [spans({}, 0)])).toEqual([]);
  });
});

describe('attempts', () => {
  it('are one row for each span', async () => {
    const frame = spans({ 'request.attempt': ['0', '1'], worker_id: ['3373143388922149792', '7'] }, 2);
    expect(await rowsOf('request-attempts', [frame])).toEqual([
      { Time: 1000, Attempt: 0, Worker: '3373143388922149792', Duration: 9e9 },
      { Time: 1001, Attempt: 1, Worker: '7', Duration: 8e9 },
    ]);
  });
});

describe('the slowest requests', () => {
  /** As Grafana's Tempo data source gives an instant number: a frame each, texts in quotes. */
  function number(trace: string, seconds: number, ttft: string) {
    const name = `{span.model="a, \\"b\\"", span.output_tokens="12", span.request.outcome="success", span.ttft_ms=${ttft}, trace:id="${trace}"}`;
    return toDataFrame({
      refId: name,
      name,
      fields: [
        { name: 'time', type: FieldType.time, values: [1000] },
        { name: 'value', type: FieldType.number, values: [seconds], labels: {}, config: { displayName: name } },
      ],
    });
  }

  it('are a row each, whose name gives a trace id that a link can take, and nil where there was no first token', async () => {
    const [toRows, extract] = panelNamed('behind-slowest').transformations;
    const frames = [number('aa', 9, '"77.82"'), number('bb', 7, 'nil')];
    const [table] = await lastValueFrom(transformDataFrame(toRows === undefined ? [] : [toRows], frames));
    const column = (name: string): readonly unknown[] =>
      table?.fields.find((field) => field.name === name)?.values ?? [];
    expect([...column('Value')].sort()).toEqual([7, 9]);
    // Grafana itself has the transformation that reads columns from a text; @grafana/data has not.
    const { source, regExp } = Object(extract?.options) as { readonly source: string; readonly regExp: string };
    const pattern = new RegExp(regExp.slice(1, -1));
    const read = column(source).map((name) => ({ ...pattern.exec(String(name))?.groups }));
    const same = { model: 'a, \\"b\\"', outcome: 'success', output: '12' };
    expect(read).toHaveLength(2);
    expect(read).toContainEqual({ ...same, trace: 'aa', ttft: '77.82' });
    expect(read).toContainEqual({ ...same, trace: 'bb', ttft: 'nil' });
  });
});
