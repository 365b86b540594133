import { describe, expect, it } from 'vitest';

import { readSettings } from './settings.ts';

describe('readSettings', () => {
  it('reads the data source of each signal', () => {
    const kept = { prometheus: 'mimir', loki: 'l', tempo: 't' };
    expect(readSettings(kept)).toEqual(kept);
  });

  it.each([
    ['nothing was kept', undefined],
    ['null was kept', null],
    ['a text was kept', 'mimir'],
    ['the choice is no text', { prometheus: 7, loki: null, tempo: { uid: 't' } }],
    ['the choice is empty', { prometheus: '' }],
    ['the signal is not known', { pyroscope: 'p', constructor: 'c' }],
  ])('takes it for not chosen where %s', (_, kept) => {
    expect(readSettings(kept)).toEqual({});
  });
});
