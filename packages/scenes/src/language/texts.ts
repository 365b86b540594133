/**
 * Every text of the scenes that is not part of a dashboard's definition, by its key in the locale files. Values in double braces
 * are filled in. No Grafana imports here: the script that writes the locale files reads this in Node.
 */
export const texts = {
  'app.title': 'Dynamo Observability',
  'app.unknown-page.title': 'No such page',
  'app.unknown-page.explanation': 'There is no page at {{path}}. The time range is kept.',
  'app.unknown-page.open': 'Open {{title}}',

  'no-metrics-source.title': 'No Prometheus data source',
  'no-metrics-source.explanation':
    'Dynamo exposes its metrics in the Prometheus format. Add a Prometheus data source (Mimir and other compatible stores too) that scrapes Dynamo, and the dashboards fill themselves.',
  'no-metrics-source.ask': 'You may not add data sources; ask an administrator of this Grafana.',
  'no-metrics-source.add': 'Add a Prometheus data source',

  'empty.not-scraped': 'Not scraped: {{process}}. {{mend}}',
  'empty.not-enabled': 'Not enabled. Needs: {{flags}}',
  'empty.not-enabled-or-no-event': 'Needs: {{flags}}. If that is set: {{absence}}',
  'empty.not-exposed':
    '{{process}}: scraped, but without {{families}}. This version or engine does not expose what the panel reads.',
  'empty.no-match': 'No data for this selection and time range.',
  'empty.failed': 'The query failed: {{message}}',
  'empty.failed-without-reason': 'The query failed, and the data source gave no reason.',

  'panel.metrics': 'Metrics: {{metrics}}',
  'panel.needs': 'Needs: {{flags}}',
  'panel.menu.explore': 'Explore',
  'panel.menu.copy-query': 'Copy query',
  'panel.menu.copied': 'Query copied',
  'panel.menu.not-copied': 'The browser did not let the query be copied',
} as const;

export type TextKey = keyof typeof texts;
