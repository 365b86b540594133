import type { Annotation } from '../annotations/annotation.ts';
import { printForPage } from '../annotations/page-annotations.ts';
import type { Dashboard } from '../model.ts';
import { printLegend } from '../print-panel.ts';
import { metricsSource } from './data-source.ts';

/** An annotation query as Grafana's Prometheus data source takes it, in the app and in the JSON (12.3, `annotations.ts`). */
export interface AnnotationJson {
  name: string;
  enable: boolean;
  iconColor: string;
  datasource: { type: string; uid: string };
  target: { refId: string; expr: string; interval: string };
  titleFormat: string;
  textFormat: string;
  tagKeys: string;
  useValueForTime: boolean;
}

/** A kind of mark as Grafana keeps it. The step is left to Grafana: finer on short ranges. */
export function annotationJson(annotation: Annotation, dashboard: Dashboard): AnnotationJson {
  return {
    name: annotation.name,
    enable: true,
    iconColor: annotation.colour,
    datasource: { ...metricsSource },
    target: { refId: annotation.id, expr: printForPage(annotation, dashboard), interval: '' },
    titleFormat: annotation.title,
    textFormat: printLegend(annotation.text),
    tagKeys: '',
    useValueForTime: annotation.timeIsValue,
  };
}
