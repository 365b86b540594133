import { ended, offered } from '../happenings.ts';
import type { SimulatedRun } from '../simulated-run.ts';
import { rate, type PanelTruth } from '../truth.ts';

/** Series of `dynamo_frontend_requests_total`, and of `…_started_total`. */
const endedSeries = ['model', 'endpoint', 'request_type', 'status', 'error_type'];
const startedSeries = ['model', 'endpoint', 'request_type'];

/** The page Dynamo: by panel, and by query. */
export const dynamoTruths = (run: SimulatedRun): { readonly [panel: string]: PanelTruth } => ({
  'offered-load': { A: rate(run.observed(offered(run), [], startedSeries)) },
  'request-rate': { A: rate(run.observed(offered(run), ['model', 'endpoint'], startedSeries)) },
  'errors-by-type': {
    A: rate(
      run.observed(
        ended(run).filter(({ labels }) => labels['status'] === 'error'),
        ['error_type'],
        endedSeries
      )
    ),
  },
});
