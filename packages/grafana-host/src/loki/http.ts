import { HttpJsonApi } from '../api/http-json-api.ts';
import type { JsonApi } from '../api/json-api.ts';

/** Makes Loki say of each label whether it is the stream's, structured metadata or parsed. */
export const LOKI_HEADERS = { 'x-loki-response-encoding-flags': 'categorize-labels' } as const;

/** A Loki behind its HTTP API. `baseUrl` is what stands before `/loki/api/v1`, without a slash at the end. */
export const lokiOverHttp = (baseUrl: string): JsonApi => new HttpJsonApi(baseUrl, LOKI_HEADERS);
