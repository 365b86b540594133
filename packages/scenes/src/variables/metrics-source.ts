/** The data source that the page's variable names. */
export const metricsSource = { type: 'prometheus', uid: '${prometheus_datasource}' } as const;
