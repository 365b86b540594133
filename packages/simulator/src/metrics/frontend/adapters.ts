import { frontend } from '@dynamo-observability/signals';

import type { RequestRecord } from '../../ledger/request-record.ts';
import type { Deployment } from '../../scenario/scenario.ts';
import type { FrontendContext, FrontendPart } from './frontend-part.ts';

/** The controller of LoRA adapters looks at the arrivals of so many seconds. */
const windowSeconds = 10;

interface Adapter {
  readonly labels: { readonly endpoint: string; readonly lora: string };
  /** Arrivals in the window that runs, and in the one before. */
  arrivals: number;
  last: number;
  load: number;
  active: number;
  everUsed: boolean;
}

/** What the controller of LoRA adapters sees and wants. Nothing for an installation without adapters. */
export class Adapters implements FrontendPart {
  private readonly known = new Map<string, Adapter>();
  private readonly endpoints = new Set<string>();
  private windowEnd = windowSeconds;

  constructor(private readonly context: FrontendContext) {
    for (const deployment of context.world.scenario.deployments) {
      for (const lora of deployment.adapters) {
        const endpoint = endpointOf(deployment);
        this.endpoints.add(endpoint);
        const labels = { endpoint, lora };
        this.known.set(lora, { labels, arrivals: 0, last: 0, load: 0, active: 0, everUsed: false });
      }
    }
  }

  requestArrived(request: RequestRecord, at: number): void {
    this.passTime(at);
    const adapter = this.adapterOf(request);
    if (adapter !== undefined) {
      adapter.arrivals++;
      adapter.active++;
      adapter.everUsed = true;
    }
  }

  requestEnded(request: RequestRecord): void {
    const adapter = this.adapterOf(request);
    // A request that cannot be parsed ends without having arrived.
    if (adapter !== undefined && request.outcome !== 'validation') {
      adapter.active = Math.max(0, adapter.active - 1);
    }
  }

  refresh(at: number): void {
    const { page } = this.context;
    this.passTime(at);
    for (const { labels, last, load, active, everUsed } of this.known.values()) {
      if (everUsed) {
        page.set(frontend.loraReplicaFactor, labels, Math.max(1, Math.ceil(load)));
        page.set(frontend.loraIsActive, labels, load > 0.001 || active > 0 ? 1 : 0);
        page.set(frontend.loraRawArrivalCount, labels, last);
        page.set(frontend.loraEstimatedLoad, labels, load);
        page.set(frontend.loraActiveRequests, labels, active);
      }
    }
    for (const endpoint of this.endpoints) {
      page.set(frontend.loraChurnLoads, { endpoint }, 0);
      page.set(frontend.loraChurnUnloads, { endpoint }, 0);
      page.set(frontend.loraOverflow, { endpoint }, 0);
    }
  }

  private adapterOf({ adapter }: RequestRecord): Adapter | undefined {
    return adapter === undefined ? undefined : this.known.get(adapter);
  }

  /** Closes each window that is over. */
  private passTime(at: number): void {
    for (; at >= this.windowEnd; this.windowEnd += windowSeconds) {
      for (const adapter of this.known.values()) {
        adapter.last = adapter.arrivals;
        adapter.arrivals = 0;
        adapter.load = 0.7 * adapter.load + (0.3 * adapter.last) / windowSeconds;
      }
    }
  }
}

const endpointOf = ({ dynamoNamespace }: Deployment): string => `${dynamoNamespace}/backend/generate`;
