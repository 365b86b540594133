import { metricsQueries, type EvidenceSignal, type Panel } from '@dynamo-observability/dashboards';
import { LoadingState, type DataFrame, type PanelData } from '@grafana/data';
import type { CustomTransformerDefinition, SceneDataTransformer } from '@grafana/scenes';
import { map } from 'rxjs';

import { hasValues } from '../empty/has-values.ts';
import { dotFrame } from './dots.ts';
import { exemplarLinks, isExemplarFrame } from './exemplar-links.ts';
import { samplesOf, type RequestSamples } from './request-samples.ts';

/** What the requests are placed by; undefined for panels that ask for no exemplars. */
const sampledSignal = (panel: Panel): EvidenceSignal | undefined =>
  metricsQueries(panel).some(({ exemplars }) => exemplars) ? panel.explain?.signal : undefined;

/** Exemplars that Prometheus itself had. */
const hasExemplars = ({ annotations = [] }: PanelData): boolean =>
  annotations.some((frame) => isExemplarFrame(frame) && frame.length > 0);

/** A chart that is drawn and has no exemplars. */
const lacksExemplars = (data: PanelData | undefined): boolean =>
  data?.state === LoadingState.Done && hasValues(data.series) && !hasExemplars(data);

/** The same data; that of a chart of latencies draws samples. */
export function withSamples<D extends SceneDataTransformer | undefined>(panel: Panel, data: D): D {
  const signal = sampledSignal(panel);
  if (data !== undefined && signal !== undefined) {
    drawSamples(signal, data);
  }
  return data;
}

/**
 * Exemplars of a chart lead to the page of their request. Marks for real requests in a chart of latencies that got no exemplars. The chart never waits: requests are asked for when it is
 * drawn, and what it draws is transformed once more when they have come.
 */
function drawSamples(signal: EvidenceSignal, data: SceneDataTransformer): void {
  const answer = () => data.state.$data?.state.data;
  const marks: CustomTransformerDefinition = () => (source) =>
    source.pipe(map((frames) => [...frames, ...marksFor(signal, frames, answer(), samplesOf(data))]));
  const links = exemplarLinks(() => samplesOf(data)?.site.requestHref);
  data.setState({ transformations: [...data.state.transformations, marks, links] });
  data.addActivationHandler(() => {
    const samples = samplesOf(data);
    if (samples === undefined) {
      return undefined;
    }
    const ask = () => (lacksExemplars(answer()) ? samples.want() : undefined);
    const subscriptions = [
      data.state.$data?.subscribeToState(ask),
      samples.subscribeToState((now, before) => {
        if (now.requests !== before.requests) {
          data.reprocessTransformations();
        }
      }),
    ];
    ask();
    return () => subscriptions.forEach((subscription) => subscription?.unsubscribe());
  });
}

function marksFor(
  signal: EvidenceSignal,
  frames: readonly DataFrame[],
  answer: PanelData | undefined,
  samples: RequestSamples | undefined
): DataFrame[] {
  if (samples === undefined || !lacksExemplars(answer)) {
    return [];
  }
  const { requests } = samples.state;
  const frame = dotFrame(signal, requests, samples.range(), frames, samples.site.requestHref);
  return frame === undefined ? [] : [frame];
}
