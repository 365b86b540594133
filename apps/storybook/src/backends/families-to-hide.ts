import { metricsOfPanel, type Panel } from '@dynamo-observability/dashboards';
import { processes } from '@dynamo-observability/signals';

const probes: ReadonlySet<string> = new Set(Object.values(processes).map(({ probe }) => probe));

/**
 * Names of the families that some panels lack where they are not enabled: those that a flag switches on. Panels that need none
 * lack all that they read, as with a version or an engine that does not expose it. What every process always exposes is never
 * among them: without it the process would count as not scraped.
 */
export function familiesToHide(panels: readonly Panel[]): readonly string[] {
  const read = panels.flatMap(metricsOfPanel).filter(({ name }) => !probes.has(name));
  const switched = read.filter(({ flag }) => flag !== undefined);
  return [...new Set((switched.length > 0 ? switched : read).map(({ name }) => name))];
}
