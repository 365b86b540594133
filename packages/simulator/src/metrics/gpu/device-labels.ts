import type { GpuState } from '../../story/gpu.ts';

/** How dcgm-exporter names a GPU. */
export const deviceLabels = (gpu: GpuState) => ({
  gpu: String(gpu.index),
  UUID: gpu.uuid,
  pci_bus_id: `00000000:${(0x18 + gpu.index * 0x11).toString(16).toUpperCase()}:00.0`,
  device: `nvidia${gpu.index}`,
  modelName: 'NVIDIA H100 80GB HBM3',
  Hostname: gpu.node,
  DCGM_FI_DRIVER_VERSION: '570.124.06',
});
