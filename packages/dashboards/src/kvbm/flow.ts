import { lines, rate, sum, type Expr } from '@dynamo-observability/query';
import { kvbm } from '@dynamo-observability/signals';

type Moves = Readonly<Record<string, Expr<never, 'amount'>>>;

/**
 * Blocks per second of each series, by true direction. The names of the families mislead: `h2d` is host to disk when offloading and
 * host to device when onboarding, and `d2d` has the disk at either end (dynamo-facts.md a.12).
 */
const offloads = {
  deviceToHost: rate(kvbm.offloadDeviceToHost),
  hostToDisk: rate(kvbm.offloadHostToDisk),
  deviceToDisk: rate(kvbm.offloadDeviceToDisk),
  deviceToObject: rate(kvbm.offloadDeviceToObject),
};

const onboards = {
  hostToDevice: rate(kvbm.onboardHostToDevice),
  diskToDevice: rate(kvbm.onboardDiskToDevice),
  objectToDevice: rate(kvbm.onboardObjectToDevice),
};

const { hostToDisk, deviceToHost, deviceToDisk, deviceToObject } = offloads;
const fromGpu = { deviceToHost, deviceToDisk, deviceToObject };

/** A sum over several families; one that a version lacks is left out, and the rest still adds up. */
const total = (moves: Moves, by: { readonly by?: readonly 'instance'[] } = {}) => sum(lines(moves), by);

const byWorker = { by: ['instance'] } as const;

export const offload = {
  deviceToHost: sum(deviceToHost),
  hostToDisk: sum(hostToDisk),
  deviceToDisk: sum(deviceToDisk),
  deviceToObject: sum(deviceToObject),
};

export const onboard = {
  hostToDevice: sum(onboards.hostToDevice),
  diskToDevice: sum(onboards.diskToDevice),
  objectToDevice: sum(onboards.objectToDevice),
};

/** What left the GPU. From host to disk a block moves on; it is not offloaded twice. */
export const offloaded = total(fromGpu);
export const offloadedByWorker = total(fromGpu, byWorker);

/** What came back to the GPU. */
export const onboarded = total(onboards);
export const onboardedByWorker = total(onboards, byWorker);

/** What reached the disk, from either side. */
export const toDisk = total({ hostToDisk, deviceToDisk });

/** Prefix tokens per second that the block manager found. */
export const matched = sum(rate(kvbm.matchedTokens));
