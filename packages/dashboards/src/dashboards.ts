import { dynamo } from './dynamo.ts';
import type { Dashboard } from './model.ts';

export { dynamo };

/** Every dashboard, in the order of the tabs. Adding one here adds its page, its JSON and its tests. */
export const dashboards: readonly Dashboard[] = [dynamo];
