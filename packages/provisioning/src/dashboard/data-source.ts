/** Every panel asks the data source that the reader of the dashboard has chosen. */
export const metricsSource = { type: 'prometheus', uid: '${prometheus_datasource}' } as const;
