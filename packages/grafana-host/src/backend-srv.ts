import type { BackendSrv } from '@grafana/runtime';
import { throwError } from 'rxjs';

function noServer(url: string): Error {
  return new Error(`There is no Grafana server behind this page, so ${url} cannot be asked`);
}

const refuse = (url: string): Promise<never> => Promise.reject(noServer(url));

/** Calls to a Grafana server fail, and say so. */
export const noBackend: BackendSrv = {
  get: refuse,
  post: refuse,
  put: refuse,
  patch: refuse,
  delete: refuse,
  request: ({ url }) => refuse(url),
  datasourceRequest: ({ url }) => refuse(url),
  fetch: ({ url }) => throwError(() => noServer(url)),
  chunked: ({ url }) => throwError(() => noServer(url)),
};
