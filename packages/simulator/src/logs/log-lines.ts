import { frontendIdentities } from '../metrics/frontend/identity.ts';
import { Observers, type Observer } from '../story/observer.ts';
import type { World } from '../story/world.ts';
import { FrontendLines } from './frontend-lines.ts';
import type { LogLine, LogProcess } from './log-line.ts';
import { plannerLines } from './planner-lines.ts';
import { shipping } from './shipping.ts';
import { workerLines } from './worker-lines.ts';

/** Hands over lines as they are written. Several lines of one moment come in the order in which they were written. */
export type TakeLine = (line: LogLine) => void;

/**
 * The log lines of all processes, told from the story as it happens. They come in the order in which they reach a log store;
 * a line may be a few seconds older than the one before it, as lines of different machines are.
 */
export function logLines(world: World, take: TakeLine): Observer & { finish(at: number): void } {
  const ship = shipping(world, take);
  const frontends = new FrontendLines(world, processesOf(world), ship);
  const observers = new Observers([frontends, workerLines(world, ship), plannerLines(ship)]);
  return Object.assign(observers, { finish: (at: number) => frontends.passTime(at) });
}

function processesOf({ scenario }: World): readonly LogProcess[] {
  return frontendIdentities(scenario).map(({ name, target }) => ({
    name,
    service: 'dynamo-frontend',
    instance: target['instance'] ?? name,
  }));
}
