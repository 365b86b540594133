import { defaultTargetLabels } from '@dynamo-observability/signals';

import { requestsUid } from '../companion/uids.ts';
import type { PageLink, Panel } from '../model.ts';
import type { Explain, Narrowing } from './explain.ts';

const tenMinutes = 600_000;

/**
 * Variables of the companion dashboard that take what a label narrows to. A process narrows the metrics of workers alone: requests know
 * a worker by its decimal id, to which a process, an id in hexadecimal and a GPU lead by way of code only, which exported JSON has not.
 * Such a point opens the requests of every worker, and the link says so.
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

/** Requests know workers by decimal id; from these no link can reckon it, so the link says that requests are not narrowed. */
const leadsToWorkerByCode = ({ by }: Explain): boolean =>
  Object.values(by).some((narrowing) => ['instance', 'worker-hex', 'gpu', 'gpu-host'].includes(narrowing));

const title = (explain: Explain): string =>
  leadsToWorkerByCode(explain) ? 'Requests behind this point, of all workers' : 'Requests behind this point';

/** The link from a value to the companion dashboard, in exported JSON; undefined for a panel that says nothing of requests. */
export function companionLink(panel: Panel): PageLink | undefined {
  const { explain } = panel;
  return explain === undefined
    ? undefined
    : {
        title: title(explain),
        dashboard: requestsUid,
        variables: Object.fromEntries(variablesOf(explain)),
        ...(hasTime(panel) ? { windowMs: tenMinutes } : {}),
      };
}
