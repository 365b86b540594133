import type { GpuState } from '../../story/gpu.ts';

/** Why clocks are down, as the bits of NVML. */
export const reasonBits = { gpu_idle: 0x1, sw_power_cap: 0x4, sw_thermal: 0x20 } as const;
export type ClockReason = keyof typeof reasonBits;
export const clockReasons: readonly ClockReason[] = ['gpu_idle', 'sw_power_cap', 'sw_thermal'];

/** Compares with the sums of the look before: a reason holds while its time grows. */
export class ClockReasons {
  private power = 0;
  private thermal = 0;

  now(gpu: GpuState): readonly ClockReason[] {
    const capped = gpu.powerViolationNs > this.power;
    const hot = gpu.thermalViolationNs > this.thermal;
    this.power = gpu.powerViolationNs;
    this.thermal = gpu.thermalViolationNs;
    return [
      ...(gpu.busy === 0 ? (['gpu_idle'] as const) : []),
      ...(capped ? (['sw_power_cap'] as const) : []),
      ...(hot ? (['sw_thermal'] as const) : []),
    ];
  }
}
