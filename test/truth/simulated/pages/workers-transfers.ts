import { buckets } from '../buckets.ts';
import { ofEngines } from '../engine-happenings.ts';
import type { SimulatedRun } from '../simulated-run.ts';
import { lostPeers, secondsOf, transfers, type Measure } from '../transfer-happenings.ts';
import { bands, distribution, lines, mean, rate, type PanelTruth } from '../truth.ts';

const MICROSECONDS = 1e6;
const bytes: Measure = (transfer) => transfer.bytes;
const once: Measure = () => 1;
const microseconds: Measure = (transfer) => secondsOf(transfer) * MICROSECONDS;

/** KV on its way, of the page Workers. TensorRT-LLM counts it on both sides, NIXL times it where it is received. */
export function workerTransferTruths(run: SimulatedRun): { readonly [panel: string]: PanelTruth } {
  const ofTrtllm = (measure: Measure) =>
    run.observed(ofEngines(['trtllm'], transfers(run, ['sender', 'receiver'], measure)), ['instance'], []);
  const nixl = (side: 'sender' | 'receiver', measure: Measure) =>
    run.observed(transfers(run, [side], measure), [], 'always');
  return {
    'kv-transfer-time': { A: mean(ofTrtllm(secondsOf)) },
    'kv-transfer-speed': { A: mean(ofTrtllm((transfer) => transfer.bytes / secondsOf(transfer))) },
    'kv-transfers': { A: rate(ofTrtllm(once)) },
    'kv-transfer-volume': { A: rate(ofTrtllm(bytes)) },
    'kv-transfer-size': { A: mean(ofTrtllm(bytes)) },
    'nixl-transfer-time': {
      A: distribution(nixl('receiver', microseconds), buckets.nixlMicroseconds),
      B: bands(nixl('receiver', microseconds), buckets.nixlMicroseconds),
    },
    'nixl-throughput': { A: lines({ sent: rate(nixl('sender', bytes)), received: rate(nixl('receiver', bytes)) }) },
    'nixl-per-agent': {
      A: rate(run.observed(transfers(run, ['sender', 'receiver'], bytes), ['agent_name'], 'always')),
    },
    'nixl-errors': { A: rate(run.observed(lostPeers(run), ['status'], ['status'])) },
    'nixl-transfers': { A: lines({ sent: rate(nixl('sender', once)), received: rate(nixl('receiver', once)) }) },
    'nixl-transfer-size': { A: lines({ sent: mean(nixl('sender', bytes)), received: mean(nixl('receiver', bytes)) }) },
    'nixl-busy': { A: lines({ transferring: rate(nixl('receiver', secondsOf)) }) },
  };
}
