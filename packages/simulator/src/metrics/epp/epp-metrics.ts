import { epp } from '@dynamo-observability/signals';

import type { RequestRecord } from '../../ledger/request-record.ts';
import type { Observer } from '../../story/observer.ts';
import type { World } from '../../story/world.ts';
import type { Exporter, ScrapeTarget } from '../exporter.ts';
import { Instruments } from '../instruments.ts';
import { placeLabels } from '../place.ts';

const tokens = [0, 100, 210, 430, 870, 1800, 3600, 7400, 15000, 31000, 63000, 130000];

/** The endpoint picker of the gateway, on Kubernetes. It learns of cached tokens from answers with a usage block: unary ones. */
export class EppMetrics implements Exporter, Observer {
  readonly targets: ScrapeTarget[] = [];
  private readonly page = new Instruments();

  constructor({ scenario }: World) {
    if (scenario.kubernetes) {
      const labels = placeLabels(scenario, {
        job: 'dynamo-epp',
        monitor: 'dynamo-epp',
        instance: '10.0.3.200:9090',
        pod: 'epp-0',
        endpoint: 'metrics',
      });
      this.targets.push({ labels, page: this.page, startedAt: 0, endedAt: undefined });
    }
  }

  requestEnded(request: RequestRecord): void {
    if (request.outcome === 'success' && !request.stream) {
      const computed = request.attempts.find(({ phase }) => phase !== 'decode');
      const cached =
        (computed?.cachedDeviceTokens ?? 0) + (computed?.cachedHostTokens ?? 0) + (computed?.cachedDiskTokens ?? 0);
      this.page.observe(epp.cachedTokens, { model: request.model }, cached, tokens);
    }
  }

  refresh(): void {
    // Everything it shows comes with the end of a request.
  }
}
