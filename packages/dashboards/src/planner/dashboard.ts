import { defaultTargetLabels, type TargetLabelNames } from '@dynamo-observability/signals';

import { figures, line, thirds } from '../lines.ts';
import type { Dashboard, Row } from '../model.ts';
import { variablesUsedBy } from '../variables-used.ts';
import * as capacity from './capacity.ts';
import * as clockwork from './clockwork.ts';
import * as decisions from './decisions.ts';
import * as headline from './headline.ts';
import * as reportCard from './report-card.ts';

const quarters = line(6, 8);

const rows: readonly Row[] = [
  {
    id: 'planner-verdict',
    title: 'Does the planner hold its targets?',
    collapsed: false,
    panels: [
      ...figures(
        headline.replicasNow,
        headline.loadNow,
        headline.ttftOfTarget,
        headline.itlOfTarget,
        headline.meanForecastError,
        headline.heldShare
      ),
      ...line(8, 11)(headline.load, reportCard.ttft, decisions.decisionsOverTime),
    ],
  },
  {
    id: 'planner-decided',
    title: 'What did it decide, and did it happen?',
    collapsed: false,
    panels: quarters(
      decisions.prefillReplicas,
      decisions.decodeReplicas,
      capacity.capacityUsed,
      decisions.boundsAndCaps
    ),
  },
  {
    id: 'planner-report',
    title: 'Report card',
    collapsed: false,
    panels: quarters(reportCard.slaOverTime, reportCard.itl, reportCard.forecastBias, reportCard.trafficSeen),
  },
  {
    id: 'planner-seen',
    title: 'What does it see?',
    collapsed: false,
    panels: [
      ...thirds(capacity.promptLengths, capacity.answerLengths, capacity.requestDuration),
      ...thirds(capacity.queuedPrefill, capacity.queuedDecode, capacity.inFlightDecode),
    ],
  },
  {
    id: 'planner-cost',
    title: 'What does it cost?',
    collapsed: true,
    panels: quarters(capacity.gpusInUse, capacity.gpuHours, capacity.power, capacity.powerUse),
  },
  {
    id: 'planner-clockwork',
    title: 'Is the planner itself well?',
    collapsed: true,
    panels: quarters(
      clockwork.tickDuration,
      clockwork.tickTrouble,
      clockwork.tickLag,
      clockwork.circuits,
      clockwork.pluginResults,
      clockwork.pluginLatency,
      clockwork.heldOver,
      clockwork.overrides
    ),
  },
];

/** What the planner sees, predicts and decides, and how well it does. */
export const plannerDashboard = (names: TargetLabelNames = defaultTargetLabels): Dashboard => ({
  uid: 'dynamo-planner',
  title: 'Planner',
  description:
    'The planner of NVIDIA Dynamo: load observed and predicted, decisions, replicas, targets, forecast error and cost.',
  tags: ['dynamo'],
  from: 'now-3h',
  to: 'now',
  variables: variablesUsedBy(rows, names),
  rows,
});

export const planner = plannerDashboard();
