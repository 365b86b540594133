import { describe, expect, it } from 'vitest';

import { askTempo } from '../../testing/tempo.ts';
import { TraceStore } from '../../traces/trace-store.ts';

describe('the rest', () => {
  it('answers what Grafana asks first', () => {
    const store = new TraceStore();
    expect(askTempo('/api/echo', {}, store)).toEqual({ status: 200, body: 'echo' });
    expect(askTempo('/ready', {}, store)).toEqual({ status: 200, body: 'ready' });
    expect(askTempo('/api/status/buildinfo', {}, store).body).toHaveProperty('version');
    expect(askTempo('/api/search', { q: '{}' }, store).body).toMatchObject({ traces: [] });
  });

  it('is not there', () => {
    expect(askTempo('/api/overrides').status).toBe(404);
  });
});
