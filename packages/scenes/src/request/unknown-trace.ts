import type { DataQueryError } from '@grafana/data';

/** Grafana's Tempo data source answers with an error where Tempo has no trace of an id; only its words tell that from a failure. */
const notFound = /^failed to get trace with id: \S+ Status: (?:404 )?Not Found(?: |$)/;

export const isUnknownTrace = (errors: readonly DataQueryError[] | undefined): boolean =>
  errors?.some(({ message = '' }) => notFound.test(message)) ?? false;
