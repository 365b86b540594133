/** What a panel shows of requests, and so which of them explain a point on it. */
export type EvidenceSignal = 'ttft' | 'itl' | 'duration' | 'queue' | 'hit-rate' | 'kv' | 'gpu-power' | 'errors';

/**
 * What a label of a series narrows the requests to. `worker` is a worker id in decimal, `worker-hex` in hexadecimal, `instance` a
 * scraped process, `gpu` and `gpu-host` a device, by way of the pod that holds it.
 */
export type Narrowing = 'model' | 'worker' | 'worker-hex' | 'instance' | 'error-type' | 'gpu' | 'gpu-host';

/** The way from a point of a panel to the requests behind it. */
export interface Explain {
  readonly signal: EvidenceSignal;
  /** Labels of the panel's series, by role where a scraper adds them, and what each narrows to. */
  readonly by: { readonly [label: string]: Narrowing };
  /** Panels that show, at the same moment, what may have caused it; by id. */
  readonly neighbours: readonly string[];
}

const neighboursOf: { readonly [S in EvidenceSignal]: readonly string[] } = {
  ttft: ['requests-by-stage', 'router-queue', 'cache-hit-rate', 'kv-use'],
  itl: ['in-flight', 'kv-use', 'gpu-power', 'gpu-throttling'],
  duration: ['ttft', 'itl', 'mean-lengths', 'in-flight'],
  queue: ['router-queue', 'engine-queue', 'offered-and-completed', 'kv-use'],
  'hit-rate': ['hit-rate-by-model', 'kv-events', 'prompt-token-sources', 'workers-over-time'],
  kv: ['engine-queue', 'in-flight', 'cache-hit-rate', 'worker-itl'],
  'gpu-power': ['gpu-throttling', 'gpu-temperature', 'worker-itl', 'in-flight'],
  errors: ['failures-by-reason', 'rejections', 'migrations', 'workers-over-time'],
};

/**
 * A panel whose points lead to requests.
 * @param by what the labels of its series narrow to; without any, the choices of the page do.
 */
export const requestsBehind = (signal: EvidenceSignal, by: Explain['by'] = {}): Explain => ({
  signal,
  by,
  neighbours: neighboursOf[signal],
});
