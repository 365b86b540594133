import { describe, expect, it } from 'vitest';

import { pageOfQuery } from './page-of-query.ts';

const link = { datasourceUid: 'tempo', datasourceName: 'Tempo' };

describe('a link to a query', () => {
  it('for a trace leads to the page of its request, whatever holds the id', () => {
    const query = { query: '${__data.fields.traceIdHidden}', queryType: 'traceql' };
    expect(pageOfQuery({ ...link, query })).toBe('/a/dynamo-observability-app/requests/${__data.fields.traceIdHidden}');
  });

  it('for anything else stays as Grafana makes it', () => {
    expect(pageOfQuery({ ...link, query: { query: '{job="x"}' } })).toBeUndefined();
  });
});
