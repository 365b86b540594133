import type { Observer } from '../story/observer.ts';
import type { LogProcess } from './log-line.ts';
import { pythonLine } from './python-line.ts';
import type { Ship } from './shipping.ts';
import { pythonSources } from './sources.ts';

const planner: LogProcess = { name: 'dynamo-planner', service: 'dynamo-planner', instance: 'dynamo-planner:9085' };

/** What the planner writes: each decision, and when it cannot see. */
export function plannerLines(ship: Ship): Observer {
  return {
    planned({ observed, replicasNow, replicasWanted, loadDecision, throughputDecision }, at) {
      if (observed === undefined) {
        const text = 'No traffic metrics from Prometheus in the last interval';
        ship.tell(planner, pythonLine(pythonSources.plannerBlind, text, at));
      }
      const replicas =
        `prefill ${replicasNow.prefill} -> ${replicasWanted.prefill}, ` +
        `decode ${replicasNow.decode} -> ${replicasWanted.decode}`;
      const text = `Scaling decision: load ${loadDecision}, throughput ${throughputDecision}; ${replicas}`;
      ship.tell(planner, pythonLine(pythonSources.plannerDecision, text, at));
    },
  };
}
