import { defaultTargetLabels } from '@dynamo-observability/signals';

import { requestsUid } from '../companion/uids.ts';
import type { PageLink, Panel } from '../model.ts';
import type { Explain, Narrowing } from './explain.ts';

const tenMinutes = 600_000;

/**
 * Variables of the companion dashboard that take what a label narrows to. An id in hexadecimal, and a GPU, lead to a worker by way of
 * code only, which exported JSON has not: such a point opens the requests of every worker.
 */
const variableOf: { readonly [N in Narrowing]?: string } = {
  model: 'model',
  worker: 'worker_id',
  instance: 'worker',
  'error-type': 'error_type',
};

const nameOfRole = new Map<string, string>(Object.entries(defaultTargetLabels));

/** The value of a label of the clicked series, safe in a URL whatever it holds (grafana-live-facts.md 1.2). */
export const labelMacro = (role: string): string => `\${__field.labels.${nameOfRole.get(role) ?? role}:percentencode}`;

/** A stat or a bar has no time: its value is of the range that the page shows. */
export const hasTime = ({ kind }: Panel): boolean => kind !== 'stat' && kind !== 'bargauge';

const variablesOf = ({ by }: Explain) =>
  Object.entries(by).flatMap(([role, narrowing]) => {
    const variable = variableOf[narrowing];
    return variable === undefined ? [] : [[variable, labelMacro(role)] as const];
  });

/** The link from a value to the companion dashboard, in exported JSON; undefined for a panel that says nothing of requests. */
export function companionLink(panel: Panel): PageLink | undefined {
  const { explain } = panel;
  return explain === undefined
    ? undefined
    : {
        title: 'Requests behind this point',
        dashboard: requestsUid,
        variables: Object.fromEntries(variablesOf(explain)),
        ...(hasTime(panel) ? { windowMs: tenMinutes } : {}),
      };
}
