/** What of a program's HTTP API may be asked through the page's server: only what reads, never its administration. */
export interface Route {
  /** Requests to the page's server that are passed on begin with this. */
  readonly prefix: string;
  readonly readable: RegExp;
  readonly methods: readonly string[];
  /** Headers that are passed on besides the type of the content, in lower case. */
  readonly headers: readonly string[];
}

export const routes = {
  prometheus: {
    prefix: 'prometheus',
    readable:
      /^\/api\/v1\/(?:query|query_range|query_exemplars|series|labels|label\/[^/]+\/values|metadata|status\/buildinfo)$/,
    methods: ['GET', 'POST'],
    headers: [],
  },
  loki: {
    prefix: 'loki',
    readable: /^\/loki\/api\/v1\/(?:query|query_range|series|labels|label\/[^/]+\/values|index\/(?:stats|volume))$/,
    methods: ['GET'],
    // Makes Loki say where each label comes from.
    headers: ['x-loki-response-encoding-flags'],
  },
  tempo: {
    prefix: 'tempo',
    readable:
      /^\/api\/(?:search|v2\/search\/tags|v2\/search\/tag\/[^/]+\/values|(?:v2\/)?traces\/[0-9a-fA-F]+|metrics\/query(?:_range)?)$/,
    methods: ['GET'],
    headers: [],
  },
} as const satisfies Readonly<Record<string, Route>>;

export type RouteName = keyof typeof routes;
