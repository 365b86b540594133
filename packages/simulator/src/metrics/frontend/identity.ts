import { sanitizeLabel } from '@dynamo-observability/signals';

import { Random } from '../../random/random.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { placeLabels } from '../place.ts';

/** What one frontend is called, and by whom. */
export interface FrontendIdentity {
  /** From 0. */
  readonly index: number;
  /** `dynamo-frontend-0`: its process, on Kubernetes its pod. */
  readonly name: string;
  /** The id of its process: hex on `worker_id`, decimal on `router_id`. */
  readonly idHex: string;
  readonly id: string;
  /** What Prometheus knows of it. */
  readonly target: { readonly [name: string]: string };
  /**
   * Labels that the Rust runtime adds to the families of the router and of its index. Both name the component that came
   * first, whatever the request: the router that of whole answers, the index that which publishes KV events.
   */
  readonly router: { readonly [name: string]: string };
  readonly kvIndex: { readonly [name: string]: string };
}

/** The frontends of an installation, the same for the same seed. */
export function frontendIdentities(scenario: Scenario): readonly FrontendIdentity[] {
  return Array.from({ length: scenario.frontends }, (_, index) => identity(scenario, index));
}

function identity(scenario: Scenario, index: number): FrontendIdentity {
  const random = Random.stream(scenario.seed, `frontend/${index}`);
  // On Kubernetes an id is a hash of the pod's name with 53 bits, elsewhere one with 64.
  const id = BigInt(`0x${random.hex(16)}`) & (scenario.kubernetes ? 0x1fffffffffffffn : 0xffffffffffffffffn);
  const idHex = id.toString(16);
  const name = `dynamo-frontend-${index}`;
  const first = scenario.deployments[0];
  const namespace = first?.dynamoNamespace ?? 'dynamo';
  const disaggregated = first?.pools.some(({ role }) => role === 'prefill') === true;
  const own = { dynamo_namespace: sanitizeLabel(namespace), worker_id: idHex, router_id: String(id) };
  return {
    index,
    name,
    idHex,
    id: String(id),
    target: placeLabels(scenario, {
      job: 'dynamo-frontend',
      monitor: 'dynamo-frontend',
      instance: instanceOf(scenario, name, index),
      pod: name,
      endpoint: 'http',
      more: { dynamo_namespace: namespace },
    }),
    router: { ...own, dynamo_component: 'backend' },
    kvIndex: { ...own, dynamo_component: disaggregated ? 'prefill' : 'backend' },
  };
}

/** The address of a pod, or the name of a service of the Compose file. */
function instanceOf({ kubernetes, frontends }: Scenario, name: string, index: number): string {
  if (kubernetes) {
    return `10.0.0.${10 + index}:8000`;
  }
  return frontends === 1 ? 'dynamo-frontend:8000' : `${name}:8000`;
}
