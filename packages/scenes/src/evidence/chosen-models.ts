import { sceneGraph, type SceneObject } from '@grafana/scenes';

/** The models chosen on the page of an object; empty for all of them. */
export function chosenModels(object: SceneObject): readonly string[] {
  const value = sceneGraph.lookupVariable('model', object)?.getValue();
  const chosen = [value].flat().filter((one): one is string => typeof one === 'string');
  return chosen.some((one) => one === '$__all' || one === '.*') ? [] : chosen;
}
