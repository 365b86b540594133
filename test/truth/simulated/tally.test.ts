import { describe, expect, it } from 'vitest';

import { tally } from './tally.ts';

const right = { judged: 3, wrong: [] };
const wrong = { judged: 3, wrong: [{ labels: {}, at: 0, drawn: 2, low: 0, high: 1 }] };

describe('the tally of a page', () => {
  it('counts each panel once, by the worst of its queries', () => {
    const [dynamo] = tally([
      { panel: 'offered-load', refId: 'A', verdict: right },
      { panel: 'request-rate', refId: 'A', verdict: right },
      { panel: 'request-rate', refId: 'A', verdict: wrong },
      { panel: 'errors-by-type', refId: 'A', verdict: { judged: 0, wrong: [] } },
      { panel: 'kv-events', refId: 'A', verdict: { reason: 'no story' } },
    ]);
    expect(dynamo).toMatchObject({
      page: 'Dynamo',
      right: 1,
      wrong: ['request-rate'],
      blank: ['errors-by-type'],
      reasoned: 1,
    });
    expect(dynamo?.untold).toContain('ttft');
    expect(dynamo?.untold).toHaveLength((dynamo?.panels ?? 0) - 4);
  });
});
