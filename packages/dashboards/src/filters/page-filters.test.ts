import { describe, expect, it } from 'vitest';

import { dashboards, dynamo } from '../dashboards.ts';
import { filterLabels } from './page-filters.ts';

describe('the labels that a page can be filtered by', () => {
  it('are those of its metrics and of the scraper, each once, in order', () => {
    const labels = filterLabels(dynamo);
    expect(labels).toEqual(expect.arrayContaining(['model', 'error_type', 'instance', 'pod', 'cluster']));
    expect(labels).toEqual([...new Set(labels)].sort());
  });

  it('never tear a histogram apart', () => {
    expect(dashboards.filter((dashboard) => filterLabels(dashboard).includes('le'))).toEqual([]);
  });

  it('have the names of the installation', () => {
    const renamed = {
      cluster: 'c',
      namespace: 'n',
      deployment: 'd',
      pod: 'p',
      job: 'j',
      instance: 'target',
      hostname: 'h',
    };
    expect(filterLabels(dynamo, renamed)).toContain('target');
  });

  it('are none where no metrics are read', () => {
    expect(filterLabels({ ...dynamo, rows: [] })).toEqual([]);
  });
});
