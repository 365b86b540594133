/** The host script that watches a development machine (dynamo-facts.md a.17). Not for production. */
import { gauge } from './metric.ts';

const family = {
  process: 'local-resource-monitor',
  group: 'local-resource-monitor',
  note: 'not seen 1.6.1 (host script)',
} as const;
const megabytes = 'Megabytes a second, although mbps reads like megabits.';

export const gpuMemoryUsed = gauge('dynamo_gpu_memory_used_gib', ['gpu', 'pid', 'process_name'], {
  ...family,
  unit: 'gibibytes',
  meaning: 'GPU memory that the process uses.',
});

export const gpuMemoryTotal = gauge('dynamo_gpu_memory_total_gib', ['gpu'], {
  ...family,
  unit: 'gibibytes',
  meaning: 'GPU memory there is.',
});

export const gpuUtilization = gauge('dynamo_gpu_utilization_percent', ['gpu'], {
  ...family,
  unit: 'percent',
  meaning: 'Share of time in which a kernel ran on the GPU.',
});

export const gpuTemperature = gauge('dynamo_gpu_temperature_celsius', ['gpu'], {
  ...family,
  unit: 'celsius',
  meaning: 'Temperature of the GPU.',
});

export const gpuPcieTx = gauge('dynamo_gpu_pcie_tx_gbps', ['gpu'], {
  ...family,
  unit: 'gigabytes-per-second',
  meaning: 'Data that the GPU sends over PCIe.',
  traps: ['Gigabytes a second, although gbps reads like gigabits.'],
});

export const gpuPcieRx = gauge('dynamo_gpu_pcie_rx_gbps', ['gpu'], {
  ...family,
  unit: 'gigabytes-per-second',
  meaning: 'Data that the GPU receives over PCIe.',
  traps: ['Gigabytes a second, although gbps reads like gigabits.'],
});

export const cpuUtilization = gauge('dynamo_cpu_utilization_percent', [], {
  ...family,
  unit: 'percent',
  meaning: 'Share of the CPUs in use.',
});

export const cpuProcess = gauge('dynamo_cpu_process_percent', ['process_name'], {
  ...family,
  unit: 'percent',
  meaning: 'CPU use of the process.',
});

export const networkSent = gauge('dynamo_network_sent_mbps', [], {
  ...family,
  unit: 'megabytes-per-second',
  meaning: 'Data that the host sends.',
  traps: [megabytes],
});

export const networkReceived = gauge('dynamo_network_recv_mbps', [], {
  ...family,
  unit: 'megabytes-per-second',
  meaning: 'Data that the host receives.',
  traps: [megabytes],
});

export const diskRead = gauge('dynamo_disk_read_mbps', [], {
  ...family,
  unit: 'megabytes-per-second',
  meaning: 'Data read from disk.',
  traps: [megabytes],
});

export const diskWritten = gauge('dynamo_disk_write_mbps', [], {
  ...family,
  unit: 'megabytes-per-second',
  meaning: 'Data written to disk.',
  traps: [megabytes],
});
