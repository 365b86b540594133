/** Log lines of all processes, as JSONL and as OTLP. */
export { logLines, type TakeLine } from './log-lines.ts';
export type { LogLine, LogProcess } from './log-line.ts';
export { jsonlText } from './jsonl.ts';
export { kubernetesPlace, type KubernetesPlace } from './kubernetes-place.ts';
export { otlpLogExport, type OtlpLogExport } from './otlp-logs.ts';
