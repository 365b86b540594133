/** Traces of finished requests, as OTLP export requests. */
export { traces, type OtlpTraceExport } from './traces.ts';
