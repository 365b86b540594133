import type { PanelTruth, Untold } from '../truth.ts';

/** Panels of the page Frontend of which the story knows nothing. */
const all = (refIds: string, reason: string): PanelTruth => {
  const untold: Untold = { reason };
  return Object.fromEntries([...refIds].map((refId) => [refId, untold]));
};

const threads = 'The story has no threads: how they poll, park and wait is steady background.';
const delays = 'The story has no event loop: its delays are background, more of it while a fault blocks the loop.';
const microseconds = 'Part of it are microseconds that the story does not have, such as the wait to send.';
const media = 'Nobody in the story sends pictures, films or sound, or asks for embeddings.';
const spans = 'It is counted by a collector from spans, and the installation that is judged has none.';
const adapters = 'It is what the controller of adapters reckons and decides; the story only has their requests.';

export const frontendUntold: { readonly [panel: string]: PanelTruth } = {
  'frontend-share-of-ttft': all('AB', microseconds),
  'frontend-plane-times': all('A', microseconds),
  'frontend-detokenize': all('A', microseconds),
  'frontend-route-stage': all('AB', microseconds),
  'frontend-stalls-now': all('AB', delays),
  'frontend-event-loop': all('A', delays),
  'frontend-stalls': all('A', delays),
  'frontend-busiest-now': all('AB', threads),
  'frontend-busy-threads': all('A', threads),
  'frontend-runtime-queues': all('A', threads),
  'frontend-alive-tasks': all('A', threads),
  'frontend-poll-time': all('A', threads),
  'frontend-blocking-threads': all('A', threads),
  'frontend-runtime-pressure': all('A', threads),
  'frontend-parks': all('A', threads),
  'frontend-transport-bytes': all('A', 'The story counts tokens, not bytes on the wire.'),
  'frontend-media': all('ABC', media),
  'frontend-image-tokens': all('A', media),
  'frontend-embedding-time': all('AB', media),
  'service-map': all('AB', spans),
  'service-calls': all('ABCDE', spans),
  'frontend-lora-load': all('A', adapters),
  'frontend-lora-replicas': all('A', adapters),
  'frontend-lora-churn': all('ABCD', adapters),
};
