import type { LogsSortOrder } from '@grafana/data';

/** Core's names. */
export interface LogsOptions {
  readonly showTime: boolean;
  /** Of each line those labels that not all lines share. */
  readonly showLabels: boolean;
  readonly wrapLogMessage: boolean;
  readonly prettifyLogMessage: boolean;
  readonly enableLogDetails: boolean;
  readonly sortOrder: LogsSortOrder;
  /** Names of labels that are shown in the place of the line. */
  readonly displayedFields: readonly string[];
}
