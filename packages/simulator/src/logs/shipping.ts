import { shareOfText } from '../random/random.ts';
import type { WorkerState } from '../story/worker.ts';
import type { World } from '../story/world.ts';
import type { LogLine, LogProcess } from './log-line.ts';
import type { Told } from './request-lines.ts';

/** The most that a clock is wrong, in seconds. */
export const clockSkewSeconds = 30;

/** How far the clock of a worker is ahead. */
export const skewOf = (world: World, { slot }: WorkerState, at: number): number =>
  clockSkewSeconds * world.faults.strength('clock-skew', at, slot);

/** From a process to the log store: with the clock of its machine, and not at all while shipping is down. */
export interface Ship {
  tell(process: LogProcess, told: Told, skew?: number): void;
  plain(process: LogProcess, at: number, text: string): void;
}

export function shipping(world: World, take: (line: LogLine) => void): Ship {
  let count = 0;
  const arrives = (at: number): boolean => {
    const stopped = world.faults.strength('log-shipping-stopped', at);
    return stopped === 0 || shareOfText(String(count++)) >= stopped;
  };
  return {
    tell(process, { at, source, event, span }, skew = 0) {
      if (arrives(at)) {
        take({ at: at + skew, process, source, event, span });
      }
    },
    plain(process, at, text) {
      if (arrives(at)) {
        take({ at, process, plain: text });
      }
    },
  };
}
