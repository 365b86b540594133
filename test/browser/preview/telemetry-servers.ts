import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';

import {
  capturedLogStore,
  lokiApi,
  tempoApi,
  TraceStore,
  type ApiRequest,
  type ApiResponse,
} from '@dynamo-observability/telemetry-store';

const folder = new URL('../../fixtures/captures/long/', import.meta.url);
const read = (file: string): string => gunzipSync(readFileSync(new URL(file, folder))).toString('utf8');
const isProcess = (file: string): boolean => /^(?:frontend|chat|code).*[.]jsonl[.]gz$/.test(file);

/** When the captured run ends: labels that are asked for without a time are those of the last hours. */
const END_MS = Date.parse('2026-11-22T13:59:00Z');

export interface TelemetryServers {
  readonly prometheus: URL;
  readonly loki: URL;
  readonly tempo: URL;
  /** Paths that were asked of Loki and Tempo. */
  readonly asked: string[];
  close(): void;
}

/** The captured run behind the HTTP APIs of Loki and Tempo, beside a Prometheus that holds nothing. */
export async function serveTelemetry(): Promise<TelemetryServers> {
  const asked: string[] = [];
  const files = readdirSync(folder).filter(isProcess);
  const logs = capturedLogStore({
    processes: Object.fromEntries(files.map((file) => [file.replace('.jsonl.gz', ''), read(file)])),
  });
  const traces = TraceStore.fromOtlp(read('spans.otlp.jsonl.gz'));
  const servers = [
    api(() => ({ status: 200, body: { status: 'success', data: { resultType: 'vector', result: [] } } }), []),
    api((request) => lokiApi(logs, request), asked),
    api((request) => tempoApi(traces, request), asked),
  ] as const;
  const [prometheus, loki, tempo] = await Promise.all(servers.map(listen));
  if (prometheus === undefined || loki === undefined || tempo === undefined) {
    throw new Error('A server did not start');
  }
  return { prometheus, loki, tempo, asked, close: () => servers.forEach((server) => void server.close()) };
}

function api(answer: (request: ApiRequest) => ApiResponse, asked: string[]): Server {
  return createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    asked.push(pathname);
    const headers = new Headers(
      Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)])
    );
    const { status, body } = answer({ path: pathname, params: searchParams, headers, nowMs: END_MS });
    response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body));
  });
}

const listen = (server: Server): Promise<URL> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)));
  });
