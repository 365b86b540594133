import { defaultTargetLabels, type TargetLabelNames } from '@dynamo-observability/signals';

import { figures, line, thirds } from '../lines.ts';
import type { Dashboard, Row } from '../model.ts';
import { variablesUsedBy } from '../variables-used.ts';
import * as clients from './clients.ts';
import * as headline from './headline.ts';
import * as lora from './lora.ts';
import * as media from './media.ts';
import * as models from './models.ts';
import * as preparation from './preparation.ts';
import * as runtime from './runtime.ts';
import * as services from './services.ts';
import * as way from './way-to-workers.ts';

const quarters = line(6, 8);

const rows: readonly Row[] = [
  {
    id: 'frontend-verdict',
    title: 'Is the frontend in the way?',
    collapsed: false,
    panels: [
      ...figures(
        headline.shareOfTtft,
        headline.preprocessing,
        headline.stalls,
        headline.busiestThread,
        headline.roundTrip,
        headline.disconnects
      ),
      ...line(8, 11)(headline.ledger, headline.eventLoopSpread, headline.busyThreads),
    ],
  },
  {
    id: 'frontend-preparation',
    title: 'How long are requests prepared?',
    collapsed: false,
    panels: thirds(
      preparation.preprocessTime,
      preparation.tokenizeTime,
      preparation.templateTime,
      preparation.tokenizerCache,
      preparation.tokenizerCalls,
      preparation.detokenizeTime
    ),
  },
  {
    id: 'frontend-way',
    title: 'Is the way to the workers clear?',
    collapsed: false,
    panels: quarters(way.roundTrips, way.planeTimes, way.inFlight, way.transportErrors),
  },
  {
    id: 'frontend-runtime',
    title: 'Does the runtime keep up?',
    collapsed: false,
    panels: thirds(
      runtime.stallsByFrontend,
      runtime.runtimeQueues,
      runtime.aliveTasks,
      runtime.pollTime,
      runtime.blockingThreads,
      runtime.runtimePressure
    ),
  },
  {
    id: 'frontend-clients',
    title: 'Who is connected?',
    collapsed: true,
    panels: thirds(clients.activeByModel, clients.endpoints, clients.gone),
  },
  {
    id: 'frontend-served',
    title: 'What is served?',
    collapsed: true,
    panels: line(24, 8)(models.servedModels),
  },
  {
    id: 'frontend-services',
    title: 'Who calls whom?',
    collapsed: true,
    panels: [...line(10, 9)(services.serviceMap), ...line(14, 9)(services.serviceCalls)],
  },
  {
    id: 'frontend-more',
    title: 'Routing stage, transport and threads',
    collapsed: true,
    panels: thirds(preparation.routeStage, way.transportBytes, runtime.parksAndSteals),
  },
  {
    id: 'frontend-media-row',
    title: 'Media, embeddings, migration limits',
    collapsed: true,
    panels: quarters(media.mediaPerRequest, media.imageTokens, media.embeddingTime, media.tooLongToMigrate),
  },
  {
    id: 'frontend-lora',
    title: 'LoRA adapters',
    collapsed: true,
    panels: thirds(lora.loraRequests, lora.loraArrivals, lora.loraLoad, lora.loraReplicas, lora.loraChurn),
  },
];

/** What the frontend itself costs: preparation, event loop, runtime, and the way to the workers. */
export const frontendDashboard = (names: TargetLabelNames = defaultTargetLabels): Dashboard => ({
  uid: 'dynamo-frontend',
  title: 'Frontend',
  description:
    'The frontend of NVIDIA Dynamo: tokenizer and template, stages, event loop, runtime threads, request plane and transport.',
  tags: ['dynamo'],
  from: 'now-1h',
  to: 'now',
  variables: variablesUsedBy(rows, names),
  rows,
});

export const frontend = frontendDashboard();
