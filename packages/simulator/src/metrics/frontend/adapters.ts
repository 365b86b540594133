import { frontend } from '@dynamo-observability/signals';

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
export function adapters({ world, page }: FrontendContext): FrontendPart {
  const known = new Map<string, Adapter>();
  const endpoints = new Set<string>();
  for (const deployment of world.scenario.deployments) {
    for (const lora of deployment.adapters) {
      const endpoint = endpointOf(deployment);
      endpoints.add(endpoint);
      known.set(lora, { labels: { endpoint, lora }, arrivals: 0, last: 0, load: 0, active: 0, everUsed: false });
    }
  }
  let windowEnd = windowSeconds;

  function closeWindow(): void {
    for (const adapter of known.values()) {
      adapter.last = adapter.arrivals;
      adapter.arrivals = 0;
      adapter.load = 0.7 * adapter.load + (0.3 * adapter.last) / windowSeconds;
    }
  }

  return {
    requestArrived(request, at) {
      while (at >= windowEnd) {
        closeWindow();
        windowEnd += windowSeconds;
      }
      const adapter = request.adapter === undefined ? undefined : known.get(request.adapter);
      if (adapter !== undefined) {
        adapter.arrivals++;
        adapter.active++;
        adapter.everUsed = true;
      }
    },
    requestEnded(request) {
      const adapter = request.adapter === undefined ? undefined : known.get(request.adapter);
      if (adapter !== undefined) {
        adapter.active = Math.max(0, adapter.active - 1);
      }
    },
    refresh(at) {
      while (at >= windowEnd) {
        closeWindow();
        windowEnd += windowSeconds;
      }
      for (const { labels, last, load, active, everUsed } of known.values()) {
        if (everUsed) {
          page.set(frontend.loraReplicaFactor, labels, Math.max(1, Math.ceil(load)));
          page.set(frontend.loraIsActive, labels, load > 0.001 || active > 0 ? 1 : 0);
          page.set(frontend.loraRawArrivalCount, labels, last);
          page.set(frontend.loraEstimatedLoad, labels, load);
          page.set(frontend.loraActiveRequests, labels, active);
        }
      }
      for (const endpoint of endpoints) {
        page.set(frontend.loraChurnLoads, { endpoint }, 0);
        page.set(frontend.loraChurnUnloads, { endpoint }, 0);
        page.set(frontend.loraOverflow, { endpoint }, 0);
      }
    },
  };
}

const endpointOf = ({ dynamoNamespace }: Deployment): string => `${dynamoNamespace}/backend/generate`;
