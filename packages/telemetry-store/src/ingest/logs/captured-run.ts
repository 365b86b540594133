import { LogStore } from '../../logs/log-store.ts';
import { kubernetesLabels } from './kubernetes-labels.ts';
import { addOtlpLogs } from './otlp-logs.ts';
import { addProcessLog } from './process-lines.ts';

/** The logs of a captured run, decompressed. Each way into Loki may be left out; with both, every line is there twice. */
export interface CapturedLogs {
  /** What each process wrote to stderr, by its name in the capture: `frontend`, `chat-0`, `code-prefill-0` … */
  readonly processes?: Readonly<Record<string, string>>;
  /** OTLP export requests, one a line. */
  readonly otlp?: string;
  /** The capture did not run on Kubernetes, so these are made up. Default: `dynamo`. */
  readonly namespace?: string;
  /** Default: `demo`. */
  readonly deployment?: string;
}

/**
 * A store of a captured run: processes as Alloy on Kubernetes would send them (`service_name="demo-frontend"`, pods named
 * like the targets of the metrics), OTLP as Loki itself takes it (`service_name="dynamo-frontend"`). Throws LogFormatError.
 */
export function capturedLogStore(capture: CapturedLogs): LogStore {
  const { processes = {}, otlp = '', namespace = 'dynamo', deployment = 'demo' } = capture;
  const store = new LogStore();
  for (const [pod, text] of Object.entries(processes)) {
    const component = pod.replace(/-\d+$/, '');
    const componentType = /^frontend$|prefill|decode|planner/.exec(component)?.[0] ?? 'worker';
    addProcessLog(store, { text, ...kubernetesLabels({ namespace, deployment, component, componentType, pod }) });
  }
  addOtlpLogs(store, otlp);
  return store;
}
