import { dashboards, type Panel } from '@dynamo-observability/dashboards';
import { describe, expect, it } from 'vitest';

import { familiesToHide } from './families-to-hide.ts';

const panels = dashboards.flatMap(({ rows }) => rows.flatMap((row) => row.panels.map(({ panel }) => panel)));
const named = (id: string): Panel[] => panels.filter((panel) => panel.id === id);

describe('what is not there where a panel is not enabled', () => {
  it('is what a flag switches on, and nothing else that the panel reads', () => {
    const hidden = familiesToHide(named('cache-hit-rate'));
    expect(hidden).toContain('dynamo_component_router_kv_selected_cached_prefix_tokens_total');
    expect(hidden).not.toContain('dynamo_frontend_cached_tokens');
  });

  it('is all that it reads, where nothing needs a flag', () => {
    expect(familiesToHide(named('kv-events'))).toEqual(['dynamo_component_kv_cache_events_applied']);
  });

  it('is never what its process is recognised by', () => {
    expect(familiesToHide(named('in-flight'))).toEqual([]);
  });

  it('of a page is what a flag switches on in any of its panels, each once', () => {
    const hidden = familiesToHide([...named('router-queue'), ...named('kv-events'), ...named('router-queue')]);
    expect(hidden).toEqual(['dynamo_frontend_router_queue_pending_requests']);
  });
});
