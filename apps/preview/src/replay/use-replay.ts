import { locationService } from '@grafana/runtime';
import { useState } from 'react';

import type { CaptureSource } from '../source.ts';

export interface Range {
  readonly from: string;
  readonly to: string;
}

export interface Replay {
  readonly running: boolean;
  readonly onToggle: () => void;
  /** What a page opens on. */
  readonly range: Range;
}

const LIVE: Range = { from: 'now-15m', to: 'now' };
const REFRESH = '5s';

/** Runs the clock of a capture while the address says `replay=1`; undefined where there is no capture. */
export function useReplay(source: CaptureSource | undefined): Replay | undefined {
  const [running, setRunning] = useState(() => startAsAsked(source));
  if (source === undefined) {
    return undefined;
  }
  const { clock, span } = source;
  const whole: Range = { from: new Date(span.startMs).toISOString(), to: new Date(span.endMs).toISOString() };
  const onToggle = (): void => {
    const next = !running;
    if (next) {
      clock.start();
    } else {
      clock.stop();
    }
    locationService.partial(
      next ? { replay: '1', refresh: REFRESH, ...LIVE } : { replay: null, refresh: null, ...whole },
      true
    );
    setRunning(next);
  };
  return { running, onToggle, range: running ? LIVE : whole };
}

function startAsAsked(source: CaptureSource | undefined): boolean {
  if (source === undefined || locationService.getSearch().get('replay') !== '1') {
    return false;
  }
  source.clock.start();
  const search = locationService.getSearch();
  locationService.partial(
    {
      refresh: search.get('refresh') ?? REFRESH,
      from: search.get('from') ?? LIVE.from,
      to: search.get('to') ?? LIVE.to,
    },
    true
  );
  return true;
}
