/** A model of a Dynamo deployment: its metrics, logs and spans, and a ledger of what truly happened. */
export { Faults, faultKinds, type FaultKind, type FaultPlan } from './faults/fault.ts';
export type { Attempt, Endpoint, Outcome, RequestRecord } from './ledger/request-record.ts';
export { scrapeInto, scrapeOffset, type SampleSink, type ScrapeOptions, type SinkTarget } from './metrics/scrape.ts';
export type { Exporter, ScrapeTarget } from './metrics/exporter.ts';
export { Instruments, type ExposedSeries, type Page } from './metrics/instruments.ts';
export { Random } from './random/random.ts';
export type { Deployment, EngineKind, EngineSpeed, Pool, Role, Scenario, Traffic } from './scenario/scenario.ts';
export { incident, fleet, scenarioNamed, scenarios } from './scenario/presets.ts';
export { Ledger } from './ledger/ledger.ts';
export { allExporters, simulateLogs, simulateTraces } from './simulate.ts';
export { Simulation } from './story/simulation.ts';
export type { Observer } from './story/observer.ts';
export type { World } from './story/world.ts';
export {
  frontendExporter,
  frontendIdentities,
  type FrontendIdentity,
  type FrontendOptions,
} from './metrics/frontend/index.ts';
export {
  jsonlText,
  kubernetesPlace,
  type KubernetesPlace,
  logLines,
  otlpLogExport,
  type LogLine,
  type LogProcess,
  type OtlpLogExport,
  type TakeLine,
} from './logs/index.ts';
export { traces, type OtlpTraceExport } from './traces/index.ts';
export { workersAndInfrastructure } from './metrics/infrastructure.ts';
