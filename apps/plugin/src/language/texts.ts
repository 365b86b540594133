/** The plugin's texts outside its scenes, by their key in the locale files: `group.name`. */
export const texts = {
  'recovery.outdated': 'The app has been updated, and this browser tab still has the old version.',
  'recovery.failed': 'Something went wrong on this page.',
  'recovery.reload': 'Reload the page',

  'config.explanation':
    'Where the dashboards and their links look first. Without a choice they take the default data source of each type; users can switch on the page.',
  'config.prometheus': 'Metrics (Prometheus)',
  'config.loki': 'Logs (Loki)',
  'config.tempo': 'Traces (Tempo)',
  'config.none': 'Default of this Grafana',
  'config.test': 'Test',
  'config.test-of': 'Test {{name}}',
  'config.save': 'Save',
  'config.saving': 'Saving',
  'config.not-saved': 'Not saved',
  'config.answers': 'It answers.',
  'config.fails': 'It does not answer: {{message}}',
  'config.gives-no-reason': 'no reason given',
  'config.scraped': 'Scraped now: {{processes}}',
  'config.nothing-scraped': 'It answers, but holds no metrics of Dynamo at this moment.',
  'config.not-scraped': 'Not scraped: {{processes}}',

  'links.open': 'Open in Dynamo Observability',
  'links.description': 'The page of Dynamo that shows this, with time and labels kept',
} as const;

export type TextKey = keyof typeof texts;
