import { exists, oneOf, panelTarget, print, value } from '@dynamo-observability/query';
import {
  defaultTargetLabels,
  gpu,
  worker,
  workerIdToDecimal,
  workerIdToHex,
  type TargetLabelNames,
} from '@dynamo-observability/signals';
import { FieldType, type DataFrame } from '@grafana/data';

type Labels = Readonly<Record<string, string>>;

/** A worker process as Prometheus knows it, with both ways to write its id. */
export interface KnownWorker {
  readonly hex: string;
  readonly decimal: string;
  readonly instance: string;
  /** Empty outside Kubernetes. */
  readonly pod: string;
}

/** PromQL for every process with a worker id, and where it runs. */
export const workersQuery = (): string =>
  print(exists(value(worker.uptime), { by: ['worker_id', 'instance', 'pod'] }).node, panelTarget());

/** PromQL for one GPU, with the pod that holds it where DCGM knows: the exporter's own pod is `pod` after some relabellings. */
export function gpuQuery(device: { readonly gpu?: string; readonly host?: string }): string {
  const where = {
    ...(device.gpu === undefined ? {} : { gpu: oneOf(device.gpu) }),
    ...(device.host === undefined ? {} : { Hostname: oneOf(device.host) }),
  };
  return print(value(gpu.powerUsage, where).node, panelTarget());
}

/** The labels of each series of an answer. */
export const labelsIn = (frames: readonly DataFrame[]): readonly Labels[] =>
  frames.flatMap((frame) =>
    frame.fields.flatMap((field) =>
      field.type === FieldType.number && field.labels !== undefined ? [field.labels] : []
    )
  );

/** Reads the answer to `workersQuery`. An id that is none is left out. */
export function workersIn(
  frames: readonly DataFrame[],
  names: TargetLabelNames = defaultTargetLabels
): readonly KnownWorker[] {
  return labelsIn(frames).flatMap((labels) => {
    const hex = labels['worker_id'] ?? '';
    return /^[0-9a-f]{1,16}$/i.test(hex)
      ? [{ hex, decimal: workerIdToDecimal(hex), instance: labels[names.instance] ?? '', pod: labels[names.pod] ?? '' }]
      : [];
  });
}

const hostOf = (instance: string): string => instance.replace(/:[0-9]+$/, '');

/** The workers that use a GPU: those of the pod that DCGM names, else those on its host. */
export function workersOfGpu(
  devices: readonly Labels[],
  workers: readonly KnownWorker[],
  names: TargetLabelNames = defaultTargetLabels
): readonly KnownWorker[] {
  const pods = new Set(devices.flatMap((labels) => [labels['exported_pod'], labels[names.pod]]).filter(isText));
  const ofPods = workers.filter(({ pod }) => pods.has(pod));
  if (ofPods.length > 0) {
    return ofPods;
  }
  const hosts = new Set(devices.map((labels) => labels[names.hostname]).filter(isText));
  return workers.filter(({ instance }) => hosts.has(hostOf(instance)));
}

const isText = (text: string | undefined): text is string => text !== undefined && text !== '';

/** A worker by its decimal id; where Prometheus no longer knows it, the id alone. */
export function workerByDecimal(decimal: string, workers: readonly KnownWorker[]): KnownWorker | undefined {
  if (!/^[0-9]{1,20}$/.test(decimal) || BigInt(decimal) >= 2n ** 64n) {
    return undefined;
  }
  return (
    workers.find((known) => known.decimal === decimal) ?? {
      decimal,
      hex: workerIdToHex(decimal),
      instance: '',
      pod: '',
    }
  );
}
