import { dynamo } from './dynamo.ts';
import { frontend } from './frontend/dashboard.ts';
import { gpuPage } from './gpu/dashboard.ts';
import { kvbm } from './kvbm/dashboard.ts';
import { logsPage } from './logs/dashboard.ts';
import { messagingPage } from './messaging/dashboard.ts';
import type { Dashboard } from './model.ts';
import { operatorPage } from './operator/dashboard.ts';
import { planner } from './planner/dashboard.ts';
import { router } from './router/dashboard.ts';
import { workersPage } from './workers/dashboard.ts';

export { dynamo };

/** Every dashboard, in the order of the tabs. Adding one here adds its page, its JSON and its tests. */
export const dashboards: readonly Dashboard[] = [
  dynamo,
  frontend,
  router,
  workersPage,
  kvbm,
  gpuPage,
  planner,
  messagingPage,
  operatorPage,
  logsPage,
];
