import { everything, type Dashboard } from '@dynamo-observability/dashboards';
import { VariableHide } from '@grafana/data';
import { CustomVariable, SceneVariableSet, type SceneVariable } from '@grafana/scenes';

/**
 * Variables for panels outside their own page, out of sight: everything, but for those that are given values.
 * @param values by the name of the variable.
 */
export function fixedVariables(
  dashboards: readonly Dashboard[],
  values: { readonly [name: string]: readonly string[] }
): SceneVariableSet {
  const variables = new Map<string, SceneVariable>();
  for (const variable of dashboards.flatMap((dashboard) => dashboard.variables)) {
    const given = values[variable.name];
    if (variable.type === 'datasource' || variables.has(variable.name)) {
      continue;
    }
    const isNumber = variable.type === 'custom' && !variable.multi;
    const start = given ?? [isNumber ? variable.default : everything];
    variables.set(variable.name, fixed(variable.name, start, !isNumber && given !== undefined));
  }
  return new SceneVariableSet({ variables: [...variables.values()] });
}

/** Only values of several are escaped for a pattern; "everything" is one. */
const fixed = (name: string, values: readonly string[], isMulti: boolean): SceneVariable =>
  new CustomVariable({
    name,
    hide: VariableHide.hideVariable,
    skipUrlSync: true,
    query: values.map((value) => value.replaceAll(',', '\\,')).join(','),
    isMulti,
    value: isMulti ? [...values] : (values[0] ?? everything),
    text: isMulti ? [...values] : (values[0] ?? everything),
  });
