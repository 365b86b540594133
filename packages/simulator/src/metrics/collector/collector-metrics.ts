import { spanLatency as families } from '@dynamo-observability/signals';

import { traceIsKept } from '../../correlation/sampling.ts';
import type { RequestRecord } from '../../ledger/request-record.ts';
import type { Observer } from '../../story/observer.ts';
import type { World } from '../../story/world.ts';
import type { Exporter, ScrapeTarget } from '../exporter.ts';
import { Instruments } from '../instruments.ts';

/** Seconds (collector-alloy-facts.md 3). */
const firstToken = [
  0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.08, 0.1, 0.12, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10, 30,
  60,
];
const token = [
  0.002, 0.004, 0.006, 0.008, 0.01, 0.012, 0.015, 0.018, 0.02, 0.025, 0.03, 0.035, 0.04, 0.05, 0.06, 0.08, 0.1, 0.15,
  0.2, 0.3, 0.5, 1,
];
const whole = [0.1, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2, 3, 4, 5, 7.5, 10, 15, 20, 30, 45, 60, 90, 120, 300];

type Labels = { readonly model?: string; readonly service_name: string };

/** What an OpenTelemetry Collector counts from the spans of requests that reach it. */
export class CollectorMetrics implements Exporter, Observer {
  readonly targets: ScrapeTarget[];
  private readonly page = new Instruments();
  private readonly labels = new Map<string, Labels>();

  constructor(private readonly world: World) {
    const labels = { job: 'otel-collector', instance: 'otel-collector:8889' };
    this.targets = [{ labels, page: this.page, startedAt: 0, endedAt: undefined }];
  }

  requestEnded(request: RequestRecord, at: number): void {
    if (!traceIsKept(request.traceId, this.world.faults.strength('traces-sampled-away', request.arrival))) {
      return;
    }
    const labels = this.labelsOf(request);
    this.page.observe(families.requestDuration, labels, at - request.arrival, whole);
    // The span of `/v1/completions` has neither tokens nor times (captures/FINDINGS.md 7).
    if (request.endpoint === 'completions' || request.firstToken === undefined) {
      return;
    }
    this.page.observe(families.timeToFirstToken, labels, request.firstToken - request.arrival, firstToken);
    if (request.lastToken !== undefined && request.outputTokens > 1) {
      const gap = (request.lastToken - request.firstToken) / (request.outputTokens - 1);
      this.page.observe(families.interTokenLatency, labels, gap, token);
    }
  }

  refresh(): void {
    // Everything it shows comes with the end of a request.
  }

  /** The span of a body that fails to parse has no model either. */
  private labelsOf({ endpoint, model, outcome }: RequestRecord): Labels {
    const key = endpoint === 'completions' || outcome === 'validation' ? '' : model;
    let labels = this.labels.get(key);
    if (labels === undefined) {
      labels = { ...(key === '' ? {} : { model: key }), service_name: 'dynamo-frontend' };
      this.labels.set(key, labels);
    }
    return labels;
  }
}
