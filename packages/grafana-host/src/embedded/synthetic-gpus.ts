import type { Labels, MetricStore } from '@dynamo-observability/telemetry-store';

const stepMs = 5000;
const memoryMiB = 81_559;
const usedMiB = 72_900;
const idleWatts = 92;
const powerLimitWatts = 400;

/** What a GPU remembers from one step to the next. */
interface Device {
  readonly labels: Labels;
  celsius: number;
  millijoules: number;
  powerLimitedNs: number;
}

/**
 * Gives each captured worker process a GPU, as dcgm-exporter would show it, reckoned from the requests in flight there. The same
 * capture always gives the same values. Labels say that it is made up. A stand-in until a simulator feeds GPU panels.
 */
export function addSyntheticGpus(store: MetricStore): void {
  const span = store.timeRange();
  if (span === undefined) {
    return;
  }
  for (const [instance, load] of requestsInFlight(store, span)) {
    const device = deviceOf(instance);
    // A GPU stays when its worker dies, and idles.
    for (let timeMs = span.startMs; timeMs <= span.endMs; timeMs += stepMs) {
      for (const [name, value] of Object.entries(measure(device, load.get(timeMs) ?? 0))) {
        store.addSample({ ...device.labels, __name__: name }, timeMs, value);
      }
    }
  }
}

type Span = NonNullable<ReturnType<MetricStore['timeRange']>>;

/** By instance of a worker, at each step. */
function requestsInFlight(store: MetricStore, span: Span): Map<string, ReadonlyMap<number, number>> {
  const expr = 'sum by (instance) (dynamo_component_inflight_requests{dynamo_endpoint="generate"})';
  const { result } = store.queryRange(expr, { ...span, stepMs });
  return new Map(
    result.map(({ metric, timesMs, values }) => [
      metric['instance'] ?? '',
      new Map([...timesMs].map((timeMs, i) => [timeMs, values[i] ?? 0])),
    ])
  );
}

function deviceOf(instance: string): Device {
  const host = instance.replace(/:\d+$/, '');
  const labels = {
    gpu: '0',
    UUID: `GPU-synthetic-${host}`,
    device: 'nvidia0',
    modelName: 'synthetic (this run had no GPU)',
    Hostname: host,
    job: 'dcgm-exporter',
    instance: `${host}:9400`,
    synthetic: 'true',
  };
  return { labels, celsius: 34, millijoules: 0, powerLimitedNs: 0 };
}

/** One step of a GPU with some requests in flight: the more there are, the less each adds. */
function measure(device: Device, requests: number): Readonly<Record<string, number>> {
  const busy = requests / (requests + 6);
  const watts = idleWatts + (powerLimitWatts - idleWatts) * busy;
  device.celsius += (34 + 44 * busy - device.celsius) * 0.15;
  device.millijoules += watts * stepMs;
  device.powerLimitedNs += Math.max(0, busy - 0.9) * stepMs * 1e6;
  return {
    DCGM_FI_DEV_POWER_USAGE: watts,
    DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION: device.millijoules,
    DCGM_FI_DEV_GPU_UTIL: Math.round(100 * Math.min(1, 1.6 * busy)),
    DCGM_FI_PROF_GR_ENGINE_ACTIVE: Math.min(1, 1.4 * busy),
    DCGM_FI_PROF_PIPE_TENSOR_ACTIVE: 0.45 * busy,
    DCGM_FI_PROF_DRAM_ACTIVE: 0.8 * busy,
    DCGM_FI_DEV_GPU_TEMP: Math.round(device.celsius),
    DCGM_FI_DEV_MEMORY_TEMP: Math.round(device.celsius + 6),
    DCGM_FI_DEV_SM_CLOCK: requests === 0 ? 345 : Math.round(1980 - 180 * busy),
    DCGM_FI_DEV_MEM_CLOCK: 2619,
    DCGM_FI_DEV_FB_USED: usedMiB,
    DCGM_FI_DEV_FB_FREE: memoryMiB - usedMiB,
    DCGM_FI_DEV_POWER_VIOLATION: device.powerLimitedNs,
    DCGM_FI_DEV_THERMAL_VIOLATION: 0,
    DCGM_FI_DEV_XID_ERRORS: 0,
    DCGM_FI_DEV_ROW_REMAP_FAILURE: 0,
  };
}
