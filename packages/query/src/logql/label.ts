import { lokiName, type LogKeyName } from '@dynamo-observability/signals';

/**
 * What Loki or a collector adds to a line (tempo-loki-facts.md 5, 6): labels of the stream, structured metadata, and what a
 * parser leaves behind. `detected_level` is there on both ways into Loki, `level` only where pod logs are collected.
 */
export type LokiLabel =
  | 'detected_level'
  | 'service_name'
  | 'pod'
  | 'container'
  | 'namespace'
  | 'level'
  | 'scope_name'
  | 'severity_text'
  | 'level_extracted'
  | 'namespace_extracted'
  | 'nvidia_com_dynamo_component_type'
  | 'nvidia_com_dynamo_graph_deployment_name'
  | '__error__'
  | '__error_details__';

/** A label that the query itself makes. */
export interface MadeLabel {
  readonly made: string;
}

/** A label that a variable of the page names. */
export interface ChosenLabel {
  readonly template: string;
}

/** A label of a line: a key of Dynamo's log lines, as Dynamo writes it, or one that Loki, a collector or the query adds. */
export type LogLabel = LogKeyName | LokiLabel | MadeLabel | ChosenLabel;

/** @throws RangeError for what Loki does not take as the name of a label. */
export function made(name: string): MadeLabel {
  if (!/^[a-zA-Z_]\w*$/.test(name)) {
    throw new RangeError(`"${name}" is not a label of Loki; use letters, digits and "_"`);
  }
  return { made: name };
}

/** The name of a label in LogQL: of a key with dots, underscores. */
export function labelName(label: LogLabel): string {
  if (typeof label === 'string') {
    return lokiName(label);
  }
  return 'made' in label ? label.made : label.template;
}
