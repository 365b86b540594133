import { requestCompanion } from './companion/request.ts';
import { requestsCompanion } from './companion/requests.ts';
import type { Dashboard } from './model.ts';

/**
 * Dashboards that are exported beside the others and are no pages of the app: there a drawer and a page of its own show a request.
 * Links from any panel lead here.
 */
export const companions: readonly Dashboard[] = [requestsCompanion, requestCompanion];
