import type { JsonApi } from '@dynamo-observability/grafana-host';

import type { ReplayClock } from './replay-clock.ts';
import { shiftNanoseconds, shiftTimes } from './shift-times.ts';

const timeParameters = ['start', 'end', 'time'];

/** Asks Loki's or Tempo's API for the time of the capture that is shown now, and dates its answers back. */
export class ReplayApi implements JsonApi {
  constructor(
    private readonly capture: JsonApi,
    private readonly clock: ReplayClock
  ) {}

  async get(path: string, params: URLSearchParams, signal?: AbortSignal): Promise<unknown> {
    const offsetMs = this.clock.offsetMs();
    if (offsetMs === 0) {
      return this.capture.get(path, params, signal);
    }
    const shifted = new URLSearchParams(params);
    for (const name of timeParameters) {
      const time = params.get(name);
      if (time !== null) {
        shifted.set(name, shiftParameter(time, -offsetMs));
      }
    }
    return shiftTimes(await this.capture.get(path, shifted, signal), offsetMs);
  }
}

/** Loki is asked in nanoseconds, Tempo in whole seconds. */
function shiftParameter(time: string, offsetMs: number): string {
  return time.length > 12 ? shiftNanoseconds(time, offsetMs) : String(Math.round(Number(time) + offsetMs / 1000));
}
