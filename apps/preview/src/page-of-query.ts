import type { LinkedQuery } from '@dynamo-observability/grafana-host';

import { BASE_PATH } from './base-path.ts';

/** Grafana would open a trace in Explore; here it is the app's page of the request. Other queries have no page. */
export const pageOfQuery = ({ query }: LinkedQuery): string | undefined =>
  query['queryType'] === 'traceql' && query['query'] !== undefined
    ? `${BASE_PATH}/requests/${query['query']}`
    : undefined;
