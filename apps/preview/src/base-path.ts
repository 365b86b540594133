/** Where the app's pages are, as in Grafana. */
export const BASE_PATH = '/a/dynamo-observability-app';
