import { annotationJson, annotationsOf, type Dashboard } from '@dynamo-observability/dashboards';
import type { AnnotationQuery } from '@grafana/data';
import { dataLayers, SceneDataLayerSet } from '@grafana/scenes';

import { hasSource } from '../empty/missing-source.ts';
import { annotationWithTexts } from '../language/dashboard-texts.ts';
import { translate } from '../language/translate.ts';

/** The marks on the charts of a page, each kind with a switch. Undefined where nothing could answer. */
export function annotationLayers(dashboard: Dashboard): SceneDataLayerSet | undefined {
  const shown = annotationsOf(dashboard).map((annotation) => annotationWithTexts(annotation, translate));
  if (shown.length === 0 || !hasSource('prometheus')) {
    return undefined;
  }
  const layers = shown.map((annotation) => {
    const { name, description } = annotation;
    const query: AnnotationQuery = { ...annotationJson(annotation, dashboard) };
    return new dataLayers.AnnotationsDataLayer({ key: `annotations-${annotation.id}`, name, description, query });
  });
  return new SceneDataLayerSet({ layers });
}
