import type { Observer } from '../../story/observer.ts';
import type { Planned } from '../../story/planner.ts';
import type { World } from '../../story/world.ts';
import type { Exporter, ScrapeTarget } from '../exporter.ts';
import { placeLabels } from '../place.ts';
import { PlannerPage } from './planner-page.ts';

const PORT = 9085;

/** A page for the planner of each deployment that has one. */
export class PlannerMetrics implements Exporter, Observer {
  readonly targets: ScrapeTarget[] = [];
  private readonly planners = new Map<number, PlannerPage>();
  private readonly byTarget = new Map<ScrapeTarget, PlannerPage>();

  constructor(world: World) {
    world.scenario.deployments.forEach((deployment, index) => {
      if (deployment.planner === undefined) {
        return;
      }
      const planner = new PlannerPage(world, deployment, deployment.planner, index);
      const labels = placeLabels(world.scenario, {
        job: 'dynamo-planner',
        monitor: 'dynamo-planner',
        instance: `10.0.3.${index + 1}:${PORT}`,
        pod: `${deployment.dynamoNamespace}-planner`,
        endpoint: 'metrics',
      });
      this.planners.set(index, planner);
      const target: ScrapeTarget = { labels, page: planner.page, startedAt: 0, endedAt: undefined };
      this.targets.push(target);
      this.byTarget.set(target, planner);
    });
  }

  planned(decision: Planned, at: number): void {
    this.planners.get(decision.deployment)?.decided(decision, at);
  }

  refresh(target: ScrapeTarget): void {
    this.byTarget.get(target)?.refresh();
  }
}
