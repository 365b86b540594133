import { logVariable } from '@dynamo-observability/dashboards';
import { QueryVariable, sceneGraph, type SceneObject } from '@grafana/scenes';

const isQuery = (found: unknown): found is QueryVariable => found instanceof QueryVariable;

/**
 * Whether the page has looked for streams of Dynamo in Loki and found none: then every query is empty or refused, and neither says
 * why. False while it looks, and where looking has failed, be it only for the label or the names by which it looks.
 */
export function lacksLogStreams(object: SceneObject): boolean {
  const { label, kinds, services, component } = logVariable;
  const steps = [label, kinds, services, component].map((name) => sceneGraph.lookupVariable(name, object));
  const looked = steps.filter(isQuery);
  const found = looked.find(({ state }) => state.name === component)?.state.options;
  return found?.length === 0 && looked.every(hasAnswer);
}

const hasAnswer = ({ state: { loading, error } }: QueryVariable): boolean =>
  loading !== true && (error ?? null) === null;
