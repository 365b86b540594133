import { describe, expect, it } from 'vitest';

import { defaultLogStreams, streamsFound } from './streams.ts';

const { podLabel, serviceLabel } = defaultLogStreams;

describe('the streams of Dynamo in a Loki', () => {
  it('are those of pods that the operator made, where logs are read from pods', () => {
    expect(streamsFound(['pod', podLabel, serviceLabel], ['dynamo-frontend'])).toEqual([
      { label: podLabel, op: '=~', value: { text: '.+' } },
    ]);
  });

  it('are else those of services whose name says so', () => {
    expect(streamsFound([serviceLabel], ['billing', 'my-dynamo-frontend'])).toEqual([
      { label: serviceLabel, op: '=~', value: { text: '.*dynamo.*' } },
    ]);
  });

  it('are else those of every service: names are free', () => {
    expect(streamsFound([serviceLabel], ['frontend', 'worker'])).toEqual([
      { label: serviceLabel, op: '=~', value: { text: '.+' } },
    ]);
  });

  it('cannot be told where Loki has neither label', () => {
    expect(streamsFound(['job', 'filename'], [])).toBeUndefined();
    expect(streamsFound([], [])).toBeUndefined();
  });

  it('follow the names of an installation', () => {
    const own = { ...defaultLogStreams, serviceLabel: 'app', services: 'llm-.+' };
    expect(streamsFound(['app'], ['llm-frontend', 'x-llm-y'], own)).toEqual([
      { label: 'app', op: '=~', value: { text: 'llm-.+' } },
    ]);
    expect(streamsFound(['app'], ['x-llm-y'], own)).toEqual([{ label: 'app', op: '=~', value: { text: '.+' } }]);
  });
});
