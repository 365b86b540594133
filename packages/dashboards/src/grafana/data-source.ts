/** The data source that the reader of a page has chosen: the variable of that name holds it. */
export const metricsSource = { type: 'prometheus', uid: '${prometheus_datasource}' } as const;
