import type { SimulatedStores } from '@dynamo-observability/grafana-host/worker';
import {
  allExporters,
  jsonlText,
  kubernetesPlace,
  otlpLogExport,
  scenarioNamed,
  scrapeInto,
  simulateLogs,
  simulateTraces,
  Simulation,
  type LogLine,
  type Scenario,
} from '@dynamo-observability/simulator';
import {
  addOtlpLogs,
  addProcessLog,
  kubernetesLabels,
  LogStore,
  MetricStore,
  TraceStore,
} from '@dynamo-observability/telemetry-store';

/** The telemetry of a scenario, simulated when it is asked for. Metrics, logs and traces tell the same story. */
export const simulatedStores: SimulatedStores = {
  metrics(name) {
    const scenario = scenarioNamed(name);
    const simulation = new Simulation(scenario);
    const exporters = allExporters(simulation);
    exporters.forEach((exporter) => simulation.watch(exporter));
    const store = new MetricStore();
    scrapeInto(store, simulation, exporters, {
      intervalSeconds: scenario.scrapeIntervalSeconds,
      untilSeconds: scenario.durationSeconds,
    });
    return store;
  },

  logs(name, way) {
    const scenario = scenarioNamed(name);
    const store = new LogStore();
    const lines: LogLine[] = [];
    simulateLogs(scenario, (line) => lines.push(line));
    if (way === 'otlp') {
      addOtlpLogs(store, JSON.stringify(otlpLogExport(lines, scenario.startMs)));
    } else {
      addByProcess(store, lines, scenario);
    }
    return store;
  },

  traces(name) {
    const store = new TraceStore();
    simulateTraces(scenarioNamed(name), (request) => store.addExport(request));
    return store;
  },
};

function addByProcess(store: LogStore, lines: readonly LogLine[], scenario: Scenario): void {
  const byProcess = new Map<string, { readonly process: LogLine['process']; readonly texts: string[] }>();
  for (const line of lines) {
    const known = byProcess.get(line.process.name) ?? { process: line.process, texts: [] };
    known.texts.push(jsonlText(line, scenario.startMs));
    byProcess.set(line.process.name, known);
  }
  for (const { process, texts } of byProcess.values()) {
    addProcessLog(store, { text: texts.join('\n'), ...kubernetesLabels(kubernetesPlace(process)) });
  }
}
