import { describe, expect, it } from 'vitest';

import { chosen } from './chosen.ts';
import type { ShownCapture, ShownScenario } from './shown.ts';

const capture: ShownCapture = { kind: 'capture', url: 'capture/scrapes.jsonl.gz', scrapeInterval: '5s' };
const scenario: ShownScenario = { kind: 'scenario', name: 'busy', scrapeInterval: '15s', capture };

describe('what the page shows', () => {
  it('is what the server says, unless the address asks for something else', () => {
    expect(chosen(scenario, null)).toBe(scenario);
    expect(chosen(scenario, '')).toBe(scenario);
    expect(chosen(scenario, 'incident-power-cap')).toEqual({ ...scenario, name: 'incident-power-cap' });
    expect(chosen(scenario, 'capture')).toBe(capture);
  });

  it('cannot be chosen where the server was told what to show', () => {
    expect(chosen(capture, 'busy')).toBe(capture);
  });
});
