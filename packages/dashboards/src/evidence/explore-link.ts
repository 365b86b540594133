import { logql, template, traceql, type Value } from '@dynamo-observability/query';

import { sources } from '../grafana/data-source.ts';
import { encodeAroundMacros } from '../grafana/page-url.ts';
import type { Panel } from '../model.ts';
import { hasTime, labelMacro } from './companion-links.ts';
import { completedLines } from './completed-lines.ts';
import type { Explain, Narrowing } from './explain.ts';
import { requestTraces, type WantedRequests } from './request-traces.ts';

/** Of any process: which streams are Dynamo's only a page with variables of its own can find out. Loki gives every stream this label. */
const everyStream = [{ label: 'service_name', op: '=~', value: { text: '.+' } }] as const;

const tracesAtMost = 200;

/** The label that narrows to something, as a text that the link fills in. In backticks, for a quote would end the JSON around it. */
function labelFor(narrowing: Narrowing, { by }: Explain): Value | undefined {
  const role = Object.keys(by).find((label) => by[label] === narrowing);
  return role === undefined ? undefined : template(`\`${labelMacro(role)}\``);
}

/** What a point asks for. No threshold: a link cannot reckon (tempo-loki-facts.md 2.1). */
function wantedAt(explain: Explain): WantedRequests {
  const errorType = labelFor('error-type', explain);
  return {
    signal: explain.signal,
    models: labelFor('model', explain) ?? [],
    workers: labelFor('worker', explain),
    ...(errorType === undefined ? {} : { errorType }),
  };
}

/** The two queries of a panel's Explore link, with macros for what is clicked. */
export function exploreQueries(explain: Explain): { readonly traceql: string; readonly logql: string } {
  const wanted = wantedAt(explain);
  return {
    traceql: traceql.print(requestTraces(wanted).node),
    logql: logql.print(completedLines(everyStream, wanted).node),
  };
}

/**
 * The URL of Explore with traces and log lines side by side, for those who may explore. A window around a point cannot be reckoned in
 * it, so the range ends at the point. A value with a quote or a backslash breaks the JSON in the URL, whatever its encoding
 * (grafana-live-facts.md 1.3): the link to the companion dashboard bears those.
 */
export function exploreUrl(panel: Panel): string | undefined {
  const { explain } = panel;
  if (explain === undefined) {
    return undefined;
  }
  const queries = exploreQueries(explain);
  // Grafana takes text only; a number becomes the last hour (grafana-live-facts.md 3).
  const range = { from: '${__from}', to: hasTime(panel) ? '${__value.time}' : '${__to}' };
  const pane = (datasource: { readonly type: string; readonly uid: string }, query: object) => ({
    datasource: datasource.uid,
    queries: [{ refId: 'A', datasource, ...query }],
    range,
  });
  const panes = {
    trc: pane(sources.tempo, {
      queryType: 'traceql',
      query: queries.traceql,
      limit: tracesAtMost,
      tableType: 'spans',
    }),
    log: pane(sources.loki, { expr: queries.logql, queryType: 'range', editorMode: 'code' }),
  };
  return `/explore?schemaVersion=1&panes=${encodeAroundMacros(JSON.stringify(panes))}&orgId=\${__org.id}`;
}
