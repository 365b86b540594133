import { DataTopic, type DataFrame, type DataLink, type Field } from '@grafana/data';
import type { CustomTransformerDefinition } from '@grafana/scenes';
import { map } from 'rxjs';

import { mayExplore } from '../explore/may-explore.ts';
import { text } from '../language/translate.ts';

/** Labels that name the trace of an exemplar: of an OpenTelemetry Collector, and of Tempo's generator (grafana-live-facts.md 4). */
const traceLabels: ReadonlySet<string> = new Set(['trace_id', 'traceID', 'traceId']);

/** Any id of a trace, in whose place an address takes the value of a field. */
const anyTrace = '0'.repeat(32);

/** The way from a field that holds trace ids to the page of the request. */
export const requestLink = (requestHref: (traceId: string) => string): DataLink => ({
  title: text('samples.open'),
  url: requestHref(anyTrace).replace(anyTrace, '${__value.raw}'),
});

/** A frame of exemplars, as Grafana's data sources name it. */
export const isExemplarFrame = ({ name }: DataFrame): boolean => name === 'exemplar';

/**
 * Exemplars of Prometheus lead to the page of their request first. Grafana gives them a link to Explore, which a Viewer has not, and
 * takes no other in an app (grafana-practice.md C2), so the frames themselves are changed.
 * @param requestHref undefined where the page has no way to a request: then they stay as they are.
 */
export const exemplarLinks = (
  requestHref: () => ((traceId: string) => string) | undefined
): CustomTransformerDefinition => ({
  topic: DataTopic.Annotations,
  operator: () => (source) =>
    source.pipe(
      map((frames) => {
        const href = requestHref();
        return href === undefined
          ? frames
          : frames.map((frame) => (isExemplarFrame(frame) ? linked(frame, href) : frame));
      })
    ),
});

function linked(frame: DataFrame, href: (traceId: string) => string): DataFrame {
  const withLink = (field: Field): Field => {
    const own = mayExplore() ? (field.config.links ?? []) : [];
    return { ...field, config: { ...field.config, links: [requestLink(href), ...own] } };
  };
  return { ...frame, fields: frame.fields.map((field) => (traceLabels.has(field.name) ? withLink(field) : field)) };
}
