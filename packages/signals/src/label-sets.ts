/** Sets of labels that many families share. */

/** Added by the Rust runtime to what a router process exposes: `worker_id` (hex) is the router itself (dynamo-facts.md b.3). */
export const routerProcess = ['dynamo_namespace', 'dynamo_component', 'worker_id'] as const;

/** Of what a router observes of a request; `router_id` is the `worker_id` again, in decimal. */
export const routerRequest = [...routerProcess, 'router_id'] as const;

/** Added to engine metrics that a worker passes on (dynamo-facts.md b.4). The namespace is raw there: `my-ns`, not `my_ns`. */
export const bridged = ['dynamo_namespace', 'dynamo_component', 'dynamo_endpoint', 'worker_id'] as const;

/** Of a worker endpoint. Real engines add both model labels, SGLang only `model`, the mocker neither. */
export const endpointOfWorker = [...bridged, 'model', 'model_name'] as const;

/** Of vLLM; `engine` is the data-parallel rank. */
export const vllmEngine = [...bridged, 'model', 'model_name', 'engine'] as const;

/** Of SGLang where the scheduler of one rank speaks. */
export const sglangScheduler = [
  ...bridged,
  'model_name',
  'engine_type',
  'tp_rank',
  'pp_rank',
  'moe_ep_rank',
  'dp_rank',
] as const;

/** Of SGLang where the tokenizer process speaks for all ranks. */
export const sglangTokenizer = [...bridged, 'model_name', 'engine_type'] as const;

/** Of TensorRT-LLM. */
export const trtllmEngine = [...bridged, 'model', 'model_name', 'engine_type'] as const;

/**
 * Of dcgm-exporter. Its newest version writes `hostname`; see `defaultTargetLabels`. On Kubernetes it adds `pod`, `namespace`
 * and `container` of whoever uses the GPU.
 */
export const gpuDevice = [
  'gpu',
  'UUID',
  'pci_bus_id',
  'device',
  'modelName',
  'Hostname',
  'DCGM_FI_DRIVER_VERSION',
] as const;
