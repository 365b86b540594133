import type { MetricName } from '@dynamo-observability/signals';

/** Families that no panel draws, with one reason for all of a group. */
export interface Undrawn {
  readonly reason: string;
  readonly families: readonly MetricName[];
}

/**
 * Every family of the catalogue is drawn by a panel or stands here. A test removes what is drawn in the meantime, and what is no longer
 * in the catalogue.
 */
export const undrawn: readonly Undrawn[] = [
  {
    reason: 'the old name of a family that is drawn, with the same value',
    families: ['vllm:gpu_cache_usage_perc', 'trtllm:gpu_cache_usage_perc'],
  },
  {
    reason: 'deprecated: active requests and requests by stage took their place, and are drawn',
    families: ['dynamo_frontend_inflight_requests', 'dynamo_frontend_queued_requests'],
  },
  {
    reason: 'one transfer, not an average: the counters and histograms of all transfers are drawn',
    families: ['agent_tx_last_bytes', 'agent_rx_last_bytes', 'agent_xfer_time', 'agent_xfer_post_time'],
  },
  {
    reason: 'the sum of two families that are drawn: prefill and decode time',
    families: ['vllm:request_inference_time_seconds'],
  },
  {
    reason: 'grows together with the errors since the driver was loaded, which are drawn',
    families: ['DCGM_FI_DEV_ECC_SBE_AGG_TOTAL', 'DCGM_FI_DEV_ECC_DBE_AGG_TOTAL'],
  },
  {
    reason: 'a code whose values its exporter does not document well enough to be read',
    families: ['DCGM_EXP_P2P_STATUS'],
  },
];
