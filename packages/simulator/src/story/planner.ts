/** One decision of a planner: what it saw, what it expects, what it does. Rates are requests a second. */
export interface Planned {
  /** Number of the deployment in the scenario. */
  readonly deployment: number;
  /** Undefined: it saw no traffic, or could not see. */
  readonly observed:
    | {
        readonly requestsPerSecond: number;
        readonly inputTokens: number;
        readonly outputTokens: number;
        readonly ttftMs: number;
        readonly itlMs: number;
        readonly durationSeconds: number;
      }
    | undefined;
  readonly predicted: {
    readonly requestsPerSecond: number;
    readonly inputTokens: number;
    readonly outputTokens: number;
  };
  /** Requests a second that one engine can take within the objectives. */
  readonly prefillCapacity: number;
  readonly decodeCapacity: number;
  readonly estimatedTtftMs: number;
  readonly estimatedItlMs: number;
  readonly replicasNow: { readonly prefill: number; readonly decode: number };
  readonly replicasWanted: { readonly prefill: number; readonly decode: number };
  readonly loadDecision:
    'no_fpm_data' | 'scaling_in_progress' | 'no_change' | 'scale_up' | 'scale_down' | 'insufficient_data';
  readonly throughputDecision: 'no_traffic_data' | 'set_lower_bound' | 'scale' | 'model_not_ready';
  readonly gpuHours: number;
}
