import { describe, expect, it } from 'vitest';

import { catalogue } from '../catalogue.ts';
import { logKeys } from '../logs/log-keys.ts';
import { spanAttributes } from '../traces/span-attributes.ts';
import { correlation, spelling, type Concept, type Installation, type Place, type Spelling } from './correlation.ts';
import { lokiName } from './loki-name.ts';

const concepts: readonly Concept[] = [
  'model',
  'worker',
  'component',
  'role',
  'deployment',
  'namespace',
  'kubernetesNamespace',
  'pod',
  'requestId',
  'clientRequestId',
  'traceId',
];
const places: readonly Place[] = [
  'metrics-frontend',
  'metrics-frontend-worker',
  'metrics-router',
  'metrics-worker',
  'metrics-engine',
  'metrics-planner',
  'metrics-kvbm',
  'logs-json',
  'logs-otlp',
  'traces',
];
const installations: readonly Installation[] = ['local', 'kubernetes'];

interface Case {
  readonly concept: Concept;
  readonly place: Place;
  readonly installation: Installation;
  readonly found: Spelling;
}
const cases: readonly Case[] = concepts.flatMap((concept) =>
  places.flatMap((place) =>
    installations.flatMap((installation) => {
      const found = spelling(concept, place, installation);
      return found === undefined ? [] : [{ concept, place, installation, found }];
    })
  )
);

const families: { readonly [P in Place]?: RegExp } = {
  'metrics-frontend': /^dynamo_frontend_(?!worker_|router_)/,
  'metrics-frontend-worker': /^dynamo_frontend_worker_/,
  'metrics-router': /^dynamo_component_router_/,
  'metrics-worker': /^dynamo_component_(?!router_|kv_cache_event|ckf_)/,
  'metrics-engine': /^(vllm:|sglang:|trtllm_)/,
  'metrics-planner': /^dynamo_planner_/,
  'metrics-kvbm': /^kvbm_(on|off)/,
};
/** What a scraper adds is on no family. */
const fromTheScraper = ['pod', 'instance', 'namespace', 'dynamo_component_type', 'dynamo_graph_deployment'];

describe('the names in Prometheus', () => {
  const inMetrics = cases.flatMap((one) => {
    const family = families[one.place];
    return family === undefined ? [] : [{ ...one, family }];
  });

  it.each(inMetrics)(
    '$concept in $place ($installation) are labels of such families, or of the scraper',
    ({ found, family, place, concept }) => {
      const labels = new Set(catalogue.filter((metric) => family.test(metric.name)).flatMap((metric) => metric.labels));
      const relabelled = concept === 'namespace' && place.startsWith('metrics-frontend');
      const unknown = found.keys.filter((key) => !labels.has(key) && !fromTheScraper.includes(key));
      expect(unknown).toEqual(relabelled ? ['dynamo_namespace'] : []);
    }
  );
});

describe('the names in logs and traces', () => {
  const loki = new Set(Object.keys(logKeys).map(lokiName));

  it.each(cases.filter(({ found }) => found.holder === 'json-field'))(
    '$concept: JSON fields are keys of log lines',
    ({ found }) => {
      expect(found.keys.filter((key) => !loki.has(key.replace(/_extracted$/, '')))).toEqual([]);
    }
  );

  it.each(cases.filter(({ found, place }) => place === 'logs-otlp' && found.holder === 'structured-metadata'))(
    '$concept: structured metadata is a field of an event, since those of spans are not sent',
    ({ found }) => {
      const sent = Object.entries(logKeys).flatMap(([name, key]) =>
        key.from === 'event' || key.from === 'in-span' ? [lokiName(name)] : []
      );
      expect(found.keys.filter((key) => !sent.includes(key))).toEqual([]);
    }
  );

  it.each(cases.filter(({ found }) => found.holder === 'span-attribute'))(
    '$concept: attributes are those of spans',
    ({ found }) => {
      expect(found.keys.filter((key) => !(key in spanAttributes))).toEqual([]);
    }
  );
});

describe('a spelling', () => {
  it('differs where the scraper differs', () => {
    expect(spelling('pod', 'metrics-worker', 'kubernetes')?.keys).toEqual(['pod']);
    expect(spelling('pod', 'metrics-worker', 'local')?.keys).toEqual(['instance']);
    expect(spelling('namespace', 'metrics-frontend', 'kubernetes')?.form).toBe('raw');
    expect(spelling('namespace', 'metrics-frontend', 'local')).toBeUndefined();
  });

  it('says how a worker id is written: hex on the worker, decimal elsewhere', () => {
    expect(spelling('worker', 'metrics-worker')).toMatchObject({ keys: ['worker_id'], form: 'hex' });
    expect(spelling('worker', 'metrics-frontend-worker')).toMatchObject({ keys: ['worker_id'], form: 'decimal' });
    expect(spelling('worker', 'traces')?.form).toBe('decimal');
  });

  it('is undefined where a place cannot tell', () => {
    expect(spelling('requestId', 'metrics-frontend')).toBeUndefined();
    expect(spelling('traceId', 'metrics-worker')).toBeUndefined();
    expect(spelling('clientRequestId', 'logs-otlp')).toBeUndefined();
    expect(spelling('model', 'metrics-kvbm')).toBeUndefined();
  });

  it('exists for every concept of the table', () => {
    expect(Object.keys(correlation).sort()).toEqual([...concepts].sort());
  });
});

describe('a log key in Loki', () => {
  it('has underscores where the line has dots', () => {
    expect(lokiName('request.outcome')).toBe('request_outcome');
    expect(lokiName('migration.from_worker_id')).toBe('migration_from_worker_id');
    expect(lokiName('trace_id')).toBe('trace_id');
  });
});
