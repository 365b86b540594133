import { frontend } from '@dynamo-observability/signals';

import type { RequestRecord } from '../../ledger/request-record.ts';
import { bounds } from './bounds.ts';
import type { FrontendContext, FrontendPart } from './frontend-part.ts';

interface Pending {
  readonly since: number;
  readonly type: 'new_request' | 'ongoing_request';
}

/** Requests that lose their worker. A migration lasts until another worker has taken the request in, or nobody does. */
export function migrations({ page }: FrontendContext): FrontendPart {
  const pending = new Map<RequestRecord, Pending>();

  function settle(request: RequestRecord, outcome: 'success' | 'failure' | 'cancelled', at: number): void {
    const migration = pending.get(request);
    if (migration !== undefined) {
      pending.delete(request);
      const labels = { model: request.model, migration_type: migration.type, outcome };
      page.observe(frontend.migrationDuration, labels, at - migration.since, bounds.migrationDuration);
    }
  }

  return {
    migrated(request, lost, at) {
      const type = lost.generated > 0 || request.firstToken !== undefined ? 'ongoing_request' : 'new_request';
      page.add(frontend.migrations, { model: request.model, migration_type: type }, 1);
      if (!pending.has(request)) {
        pending.set(request, { since: at, type });
      }
    },
    received: (request, _attempt, _worker, at) => settle(request, 'success', at),
    requestEnded: (request, at) => settle(request, request.outcome === 'cancelled' ? 'cancelled' : 'failure', at),
  };
}
