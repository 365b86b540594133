import { highest, value } from '@dynamo-observability/query';
import { frontend } from '@dynamo-observability/signals';

import type { PanelFieldConfig } from '../model.ts';
import { columnTable } from '../visual/column-table.ts';

const byModel = { by: ['model'] } as const;

const columns = [
  { heading: 'Ready', expr: highest(value(frontend.modelReady), byModel) },
  { heading: 'Context', expr: highest(value(frontend.modelContextLength), byModel) },
  { heading: 'KV blocks per rank', expr: highest(value(frontend.modelTotalKvBlocks), byModel) },
  { heading: 'Tokens per block', expr: highest(value(frontend.modelKvCacheBlockSize), byModel) },
  { heading: 'Batch, sequences', expr: highest(value(frontend.modelMaxNumSeqs), byModel) },
  { heading: 'Batch, tokens', expr: highest(value(frontend.modelMaxNumBatchedTokens), byModel) },
  { heading: 'Migrations allowed', expr: highest(value(frontend.modelMigrationLimit), byModel) },
] as const;

const ready: PanelFieldConfig['overrides'][number] = {
  matcher: { id: 'byName', options: 'Ready' },
  properties: [{ id: 'unit', value: 'bool_yes_no' }],
};

export const servedModels = columnTable({
  id: 'frontend-models',
  title: 'Models served',
  question: 'Which models can be served, and with what limits?',
  reading:
    'At the end of the time range. No "Ready" at all: the last worker of the model is gone; its other values stay. They are those of the first worker that registered, of one rank. ' +
    '"Migrations allowed" is the model card\'s, not that of --migration-limit.',
  absence: 'No model has registered.',
  labels: [['model', 'Model']],
  columns,
  unit: 'none',
  sortBy: 'Context',
  overrides: [ready],
});
