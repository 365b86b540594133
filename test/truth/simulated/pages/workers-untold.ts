import type { PanelTruth, Untold } from '../truth.ts';

const handler: Untold = { reason: 'The story has no queues in front of an engine: each request goes straight to it.' };
const embeddings: Untold = { reason: 'No deployment of the scenario has embeddings, images or structured output.' };
const drafts: Untold = { reason: 'No engine of the scenario guesses tokens ahead.' };
const bytes: Untold = { reason: 'The story knows tokens, and no bytes of messages.' };
const slots: Untold = { reason: 'The story has requests, and no slots of an agent.' };
const lifetime: Untold = { reason: 'The story lets workers begin and end, and knows no time for either.' };

/** Queries of the page Workers of which the story has no number. */
export const workersUntold: { readonly [panel: string]: PanelTruth } = {
  'permit-wait': { A: handler, B: handler },
  'pool-use': { A: handler },
  'transfer-queues': { A: { reason: 'The only SGLang workers of the scenario prefill and decode at once.' } },
  'kv-transfer-steps': { A: { reason: 'The only SGLang workers of the scenario prefill and decode at once.' } },
  'nixl-post-time': {
    A: { reason: 'The story has no hand-over before a transfer.' },
    B: { reason: 'The story has no hand-over before a transfer.' },
  },
  'nixl-memory': {
    A: { reason: 'The story registers no memory.' },
    B: { reason: 'The story loses no telemetry of agents.' },
  },
  'worker-bytes': { A: bytes, B: bytes },
  'drafts-accepted': { A: drafts },
  'sglang-accept-rate': { A: drafts },
  'model-flops': { A: { reason: 'The story knows no operations of a model.' } },
  'tokens-per-step': { A: { reason: 'The story goes at a pace between events, and has no single steps.' } },
  'model-load-time': { A: lifetime },
  'shutdown-time': { A: lifetime },
  'sglang-host-move-time': {
    A: { reason: 'The story moves blocks between tiers, and takes no time of its own for it.' },
  },
  'engine-sleep': { A: { reason: 'No engine of the story sleeps.' } },
  'kv-agent-slots': { A: slots, B: slots },
  'embedding-cache-hits': { A: embeddings },
  'embedding-cache-use': { A: embeddings, B: embeddings },
  'embedding-cache-size': { A: embeddings, B: embeddings },
  'embedding-requests': { A: embeddings, B: embeddings },
  'special-requests': { A: embeddings },
};
