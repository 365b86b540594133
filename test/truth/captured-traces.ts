import { TraceStore } from '@dynamo-observability/telemetry-store';

import { capturedExports } from './captured-spans.ts';

let store: TraceStore | undefined;

/** The traces of the long capture; read once for all tests. */
export function capturedTraces(): TraceStore {
  store ??= TraceStore.fromOtlp(capturedExports());
  return store;
}
