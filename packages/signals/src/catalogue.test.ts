import { describe, expect, expectTypeOf, it } from 'vitest';

import { catalogue, frontend, metricNamed, processes, worker, type MetricName, type ProcessId } from './index.ts';
import type { AnyMetric, LabelOf } from './metric.ts';

const prometheusName = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const prometheusLabel = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
const sentence = /^[A-Z0-9a-z"(].*[.]$/;

/** Counters that Dynamo or an engine names without `_total`; each says so in its traps. */
const misnamedCounter = (metric: AnyMetric) => metric.type === 'counter' && !metric.name.endsWith('_total');
/** Gauges that are named like counters; each says so in its traps. */
const misnamedGauge = (metric: AnyMetric) => metric.type === 'gauge' && metric.name.endsWith('_total');

describe('the catalogue', () => {
  it('has all 328 families of the reference, and those of GPUs, NATS, etcd, NIXL and the engines', () => {
    expect(catalogue.filter((metric) => metric.note !== undefined)).toHaveLength(328);
    expect(catalogue.length).toBeGreaterThan(500);
  });

  it('has each name once', () => {
    const names = catalogue.map((metric) => metric.name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('has names and labels in the grammar of Prometheus, and no label twice', () => {
    const wrong = catalogue.filter(
      (metric) =>
        !prometheusName.test(metric.name) ||
        !metric.labels.every((label) => prometheusLabel.test(label) && label !== 'le') ||
        new Set(metric.labels).size !== metric.labels.length
    );
    expect(wrong).toEqual([]);
  });

  it('explains every family and every trap in whole sentences', () => {
    const texts = catalogue.flatMap((metric) => [metric.meaning, ...(metric.traps ?? [])]);
    expect(texts.filter((text) => !sentence.test(text))).toEqual([]);
  });

  it('keeps what a scraper adds out of the labels, except where a process writes such a name itself', () => {
    const scraped = ['job', 'instance', 'pod', 'container', 'cluster', 'namespace', 'endpoint', 'service'];
    const own = catalogue.flatMap((metric) =>
      metric.labels.filter((label) => scraped.includes(label)).map((label) => `${metric.group} ${label}`)
    );
    expect(Array.from(new Set(own)).sort()).toEqual([
      'frontend endpoint',
      'frontend-lora endpoint',
      'kubernetes container',
      'kv-indexer-standalone endpoint',
      'nats-jetstream cluster',
      'operator namespace',
    ]);
  });

  it('names a replacement that exists where a family is deprecated', () => {
    const replacements = catalogue.flatMap((metric) => metric.deprecated ?? []);
    expect(replacements.length).toBeGreaterThan(0);
    expect(replacements.filter((name) => metricNamed(name) === undefined)).toEqual([]);
  });

  it('warns of every share that is named percent', () => {
    const shares = catalogue.filter((metric) => metric.unit === 'ratio' && /perc(ent)?$/.test(metric.name));
    expect(shares.length).toBeGreaterThan(0);
    expect(shares.filter((metric) => !metric.traps?.some((trap) => trap.includes('From 0 to 1')))).toEqual([]);
  });

  it('warns of every gauge that is named like a counter', () => {
    const gauges = catalogue
      .filter(misnamedGauge)
      .filter((metric) => !metric.traps?.some((trap) => /gauge/i.test(trap)));
    expect(gauges.map((metric) => metric.name)).toEqual([]);
  });

  it('warns of every Dynamo counter that is not named like one', () => {
    const counters = catalogue
      .filter(misnamedCounter)
      .filter((metric) => /^(dynamo|kvbm)_/.test(metric.name))
      .filter((metric) => !metric.traps?.some((trap) => /counter/i.test(trap)));
    expect(counters.map((metric) => metric.name)).toEqual([]);
  });
});

describe('a metric by its name', () => {
  it('is the one that is exported', () => {
    expect(metricNamed('dynamo_frontend_requests_total')).toBe(frontend.requests);
  });

  it('is not found under a name that no process exposes, nor under that of a bucket', () => {
    expect(metricNamed('dynamo_frontend_requests')).toBeUndefined();
    expect(metricNamed('dynamo_frontend_time_to_first_token_seconds_bucket')).toBeUndefined();
    expect(metricNamed('constructor')).toBeUndefined();
  });
});

describe('the types', () => {
  it('know the name, the type, the labels and the unit of a metric', () => {
    expectTypeOf(frontend.requests.name).toEqualTypeOf<'dynamo_frontend_requests_total'>();
    expectTypeOf(frontend.requests.type).toEqualTypeOf<'counter'>();
    expectTypeOf<LabelOf<typeof frontend.timeToFirstToken>>().toEqualTypeOf<'model'>();
    expectTypeOf(worker.gpuCacheUsage.unit).toEqualTypeOf<'ratio'>();
    expectTypeOf<LabelOf<typeof frontend.disconnectedClients>>().toEqualTypeOf<never>();
  });

  it('know all names', () => {
    expectTypeOf<'kvbm_matched_tokens'>().toExtend<MetricName>();
    expectTypeOf<'kvbm_matched_token'>().not.toExtend<MetricName>();
  });
});

describe('the probe of a process', () => {
  /** These expose labelled families only, which do not exist before there is something to label. */
  const withoutAlways: readonly ProcessId[] = ['operator', 'epp', 'collector', 'service-graph'];

  it.each(Object.values(processes))('$id: is a family of that process', ({ id, probe }) => {
    const metric = metricNamed(probe);
    expect([metric?.process].flat()).toContain(id);
  });

  it.each(Object.values(processes).filter(({ id }) => !withoutAlways.includes(id)))(
    '$id: is always there',
    ({ probe }) => {
      expect(metricNamed(probe)?.appears).toBe('always');
    }
  );

  it.each(withoutAlways)('%s: has no family that is always there, so its probe needs an event', (id) => {
    const always = catalogue.filter((metric) => [metric.process].flat().includes(id) && metric.appears === 'always');
    expect(always).toEqual([]);
  });
});
