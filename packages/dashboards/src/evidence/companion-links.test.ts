import { describe, expect, it } from 'vitest';

import { companions } from '../companions.ts';
import { dashboards } from '../dashboards.ts';
import type { Panel } from '../model.ts';
import { companionLink, hasTime } from './companion-links.ts';
import { requestsBehind, type Explain } from './explain.ts';

const [any] = dashboards.flatMap(({ rows }) => rows.flatMap(({ panels }) => panels.map(({ panel }) => panel)));
const linkOf = (explain: Explain | undefined, about: Partial<Panel> = {}) => {
  if (any === undefined) {
    throw new Error('there are no panels');
  }
  const { explain: _, ...panel } = any;
  return companionLink({ ...panel, kind: 'timeseries', ...about, ...(explain === undefined ? {} : { explain }) });
};

describe('the link from a value to the companion dashboard', () => {
  it('is on no panel that says nothing of requests', () => {
    expect(linkOf(undefined)).toBeUndefined();
  });

  it('sets what the labels tell, percent-encoded, in a window around the point', () => {
    expect(linkOf(requestsBehind('ttft', { model: 'model', worker_id: 'worker', error_type: 'error-type' }))).toEqual({
      title: 'Requests behind this point',
      dashboard: 'dynamo-requests',
      variables: {
        model: '${__field.labels.model:percentencode}',
        worker_id: '${__field.labels.worker_id:percentencode}',
        error_type: '${__field.labels.error_type:percentencode}',
      },
      windowMs: 600_000,
    });
  });

  it.each(['instance', 'worker-hex', 'gpu', 'gpu-host'] as const)(
    'of a label that leads to a worker by code only (%s) says that requests are those of all workers',
    (narrowing) => {
      const link = linkOf(requestsBehind('kv', { label: narrowing }));
      expect(link?.title).toBe('Requests behind this point, of all workers');
      expect(link?.variables).not.toHaveProperty('worker_id');
    }
  );

  it('of a value over a range has no window', () => {
    for (const kind of ['stat', 'bargauge'] as const) {
      expect(linkOf(requestsBehind('ttft'), { kind })).not.toHaveProperty('windowMs');
    }
    expect(any === undefined || hasTime({ ...any, kind: 'heatmap' })).toBe(true);
  });

  it('sets only variables that the companion has', () => {
    const [companion] = companions.filter(({ uid }) => uid === 'dynamo-requests');
    const known = new Set(companion?.variables.map(({ name }) => name));
    const set = dashboards.flatMap(({ rows }) =>
      rows.flatMap(({ panels }) => panels.flatMap(({ panel }) => Object.keys(companionLink(panel)?.variables ?? {})))
    );
    expect(set.length).toBeGreaterThan(0);
    expect(set.filter((name) => !known.has(name))).toEqual([]);
  });
});
