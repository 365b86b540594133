import type { ScopedVars } from '@grafana/data';
import type { TemplateSrv } from '@grafana/runtime';
import { sceneGraph, type SceneObject } from '@grafana/scenes';

/** Grafana's template service outside dashboards: Scenes carries its variables in the scoped variables and fills them in itself. */
export const sceneTemplates: TemplateSrv = {
  replace: (template, scopedVars, format) => {
    const scene = sceneOf(scopedVars);
    return scene === undefined
      ? (template ?? '')
      : sceneGraph.interpolate(scene, template, scopedVars, format as Format);
  },
  getVariables: () => [],
  containsTemplate: (text) => /\$\w|\$\{|\[\[/.test(text ?? ''),
  updateTimeRange: () => undefined,
};

/** Grafana's two packages describe the same argument differently. */
type Format = Parameters<typeof sceneGraph.interpolate>[3];

function sceneOf(scopedVars: ScopedVars | undefined): SceneObject | undefined {
  const wrapped: unknown = scopedVars?.['__sceneObject']?.value;
  if (typeof wrapped !== 'object' || wrapped === null) {
    return undefined;
  }
  // Scenes wraps the object so that it survives being serialised; `valueOf` unwraps it.
  return wrapped.valueOf() as SceneObject;
}
