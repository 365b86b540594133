import type { Panel } from '@dynamo-observability/dashboards';
import { locationUtil, urlUtil } from '@grafana/data';
import { config, getDataSourceSrv } from '@grafana/runtime';

import type { ShownQueries } from '../panel/shown-queries.ts';

/** Kinds of panels whose queries give numbers that a rule can compare. */
const comparable: ReadonlySet<Panel['kind']> = new Set(['timeseries', 'stat', 'bargauge']);

const expressions = { type: '__expr__', uid: '__expr__' } as const;

/** The last ten minutes, which a rule asks in place of the range of the page. */
const relativeTimeRange = { from: 600, to: 0 };

/** These read the queries of a new rule from the address and lose them (grafana/grafana#113522, mended in 12.3.2). */
const losesQueries = (version: string): boolean => /^12\.3\.[01](?!\d)/.test(version);

/** Whether the user may make an alert rule of a panel, and Grafana can evaluate its queries. */
export function mayAlert(panel: Panel, { dataSource }: ShownQueries): boolean {
  const allowed = config.bootData.user.permissions?.['alert.rules:create'] === true;
  const canEvaluate = getDataSourceSrv().getInstanceSettings(dataSource)?.meta.alerting === true;
  const canFill = config.unifiedAlertingEnabled && !losesQueries(config.buildInfo.version);
  return allowed && canFill && canEvaluate && comparable.has(panel.kind);
}

/** Grafana's form for a new alert rule, filled in from a panel as the page shows it. */
export function alertRuleUrl(panel: Panel, shown: ShownQueries, returnTo: string): string {
  const defaults = JSON.stringify(ruleFormValues(panel, shown));
  return locationUtil.assureBaseUrl(urlUtil.renderUrl('/alerting/new', { defaults, returnTo }));
}

/**
 * What Grafana's form for rules takes (12.3, `formDefaults.ts`): the queries at their last value, reduced, against a threshold. The
 * first query is compared; the threshold is the objective of the panel where it has one.
 */
export function ruleFormValues(panel: Panel, { dataSource, queries }: ShownQueries) {
  const [first] = queries;
  const [reduced, compared] = freeLetters(queries.map(({ refId }) => refId));
  const asked = queries.map((query) => ({
    refId: query.refId,
    queryType: query.queryType ?? '',
    relativeTimeRange,
    datasourceUid: dataSource.uid,
    model: { ...query, datasource: dataSource, format: 'time_series', instant: true, range: false, intervalMs: 15_000 },
  }));
  return {
    type: 'grafana',
    name: panel.title,
    queries: [
      ...asked,
      expression({ refId: reduced, type: 'reduce', expression: first?.refId ?? 'A', reducer: 'last' }),
      expression({
        refId: compared,
        type: 'threshold',
        expression: reduced,
        conditions: [{ evaluator: limit(panel) }],
      }),
    ],
    condition: compared,
    annotations: [
      { key: 'summary', value: panel.title },
      { key: 'description', value: `${panel.question} ${panel.reading}` },
    ],
  };
}

function expression(model: { readonly refId: string; readonly [option: string]: unknown }) {
  return {
    refId: model.refId,
    queryType: '',
    datasourceUid: expressions.uid,
    model: { ...model, datasource: expressions },
  };
}

/** Slower than the objective allows, or less often good than it demands; without an objective above 0, for the user to change. */
function limit({ objective, fieldConfig }: Panel): { readonly type: 'gt' | 'lt'; readonly params: readonly number[] } {
  if (objective === undefined) {
    return { type: 'gt', params: [0] };
  }
  const isTime = fieldConfig.defaults.unit === 's';
  return isTime && 'threshold' in objective && typeof objective.threshold === 'number'
    ? { type: 'gt', params: [objective.threshold] }
    : { type: 'lt', params: [objective.target] };
}

function freeLetters(taken: readonly string[]): readonly [string, string] {
  const [first = 'Y', second = 'Z'] = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].filter((letter) => !taken.includes(letter));
  return [first, second];
}
