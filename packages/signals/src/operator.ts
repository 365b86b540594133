/** The Kubernetes operator (dynamo-facts.md a.15). */
import { counter, gauge, histogram } from './metric.ts';

const family = {
  process: 'operator',
  group: 'operator',
  note: 'not seen 1.6.1 (needs Kubernetes operator)',
  appears: 'first-event',
  flag: 'The metrics Service of the operator',
} as const;
const exportedNamespace = 'Without honorLabels the namespace of the resource is exported_namespace in Prometheus.';

export const reconciles = counter('dynamo_operator_reconcile_total', ['resource_type', 'namespace', 'result'], {
  ...family,
  unit: 'count',
  meaning: 'Reconciliations, by resource and result.',
  traps: [exportedNamespace],
});

export const reconcileDuration = histogram(
  'dynamo_operator_reconcile_duration_seconds',
  ['resource_type', 'namespace', 'result'],
  { ...family, unit: 'seconds', meaning: 'Time of one reconciliation.', traps: [exportedNamespace] }
);

export const reconcileErrors = counter(
  'dynamo_operator_reconcile_errors_total',
  ['resource_type', 'namespace', 'error_type'],
  { ...family, unit: 'count', meaning: 'Reconciliations that failed, by kind of error.', traps: [exportedNamespace] }
);

export const resources = gauge('dynamo_operator_resources_total', ['resource_type', 'namespace', 'status'], {
  ...family,
  unit: 'count',
  meaning: 'Resources there are, by kind and status.',
  traps: ['A gauge despite its name: never rate it.', exportedNamespace, 'Absent while there is no resource.'],
});

export const webhookDuration = histogram('dynamo_operator_webhook_duration_seconds', ['resource_type', 'operation'], {
  ...family,
  unit: 'seconds',
  meaning: 'Time of one admission check.',
});

export const webhookRequests = counter(
  'dynamo_operator_webhook_requests_total',
  ['resource_type', 'operation', 'result'],
  { ...family, unit: 'count', meaning: 'Admission checks, allowed and denied.' }
);

export const webhookDenials = counter(
  'dynamo_operator_webhook_denials_total',
  ['resource_type', 'operation', 'reason'],
  { ...family, unit: 'count', meaning: 'Admission checks that denied, by reason.' }
);
