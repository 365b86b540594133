import type { Explain, Narrowing } from '@dynamo-observability/dashboards';
import { workerIdToDecimal } from '@dynamo-observability/signals';

import type { Point } from './point.ts';
import { workerByDecimal, workersOfGpu, type KnownWorker } from './workers.ts';

/** Labels of series of a GPU, as DCGM gives them. */
type Device = Readonly<Record<string, string>>;

/** Which requests are asked for. */
export interface RequestScope {
  /** Empty: of every model. */
  readonly models: readonly string[];
  /** Undefined: on any worker. */
  readonly workers: readonly KnownWorker[] | undefined;
  readonly errorType?: string;
  readonly gpu?: string;
  readonly gpuHost?: string;
  /** The process of the point, as Prometheus scrapes it. */
  readonly instance?: string;
}

/** What the labels of a point say, by what they narrow to. */
export function narrowed(point: Point, { by }: Explain): ReadonlyMap<Narrowing, string> {
  return new Map(
    Object.entries(by).flatMap(([label, narrowing]) => {
      const value = point.labels[label];
      return value === undefined ? [] : [[narrowing, value] as const];
    })
  );
}

/**
 * Which requests a point asks for.
 * @param models those chosen on the page, for a point that names none.
 * @param known every worker that Prometheus knows at that time.
 * @param devices the GPU of the point.
 */
export function scopeOf(
  at: ReadonlyMap<Narrowing, string>,
  models: readonly string[],
  known: readonly KnownWorker[],
  devices: readonly Device[]
): RequestScope {
  const model = at.get('model');
  const [gpu, gpuHost, errorType] = [at.get('gpu'), at.get('gpu-host'), at.get('error-type')];
  const instance = at.get('instance');
  return {
    models: model === undefined ? models : [model],
    workers: workersAt(at, known, devices),
    ...(errorType === undefined ? {} : { errorType }),
    ...(gpu === undefined ? {} : { gpu }),
    ...(gpuHost === undefined ? {} : { gpuHost }),
    ...(instance === undefined ? {} : { instance }),
  };
}

function workersAt(
  at: ReadonlyMap<Narrowing, string>,
  known: readonly KnownWorker[],
  devices: readonly Device[]
): readonly KnownWorker[] | undefined {
  const instance = at.get('instance');
  if (instance !== undefined) {
    return someOf(known.filter((worker) => worker.instance === instance));
  }
  const decimal = at.get('worker') ?? decimalOf(at.get('worker-hex'));
  if (decimal !== undefined) {
    const found = workerByDecimal(decimal, known);
    return found === undefined ? [] : [found];
  }
  if (at.has('gpu') || at.has('gpu-host')) {
    return someOf(workersOfGpu(devices, known));
  }
  return undefined;
}

/** Where a process or a GPU leads to no worker, all requests of the moment are shown, and the drawer says so. */
const someOf = (workers: readonly KnownWorker[]) => (workers.length === 0 ? undefined : workers);

/** Undefined where there is no id; a text that is none leads to no worker, so it becomes no worker's id. */
const decimalOf = (hex: string | undefined): string | undefined =>
  hex === undefined ? undefined : /^[0-9a-f]{1,16}$/i.test(hex) ? workerIdToDecimal(hex) : '';
