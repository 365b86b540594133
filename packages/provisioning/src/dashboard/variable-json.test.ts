import type { CustomVariable } from '@dynamo-observability/dashboards';
import { describe, expect, it } from 'vitest';

import { variableJson } from './variable-json.ts';

const role: CustomVariable = {
  type: 'custom',
  name: 'role',
  label: 'Role',
  description: 'Which half of the work.',
  options: [
    { text: 'prefill', value: 'prefill' },
    { text: 'decode, or both', value: 'decode|backend' },
  ],
  default: '$__all',
  multi: true,
};

describe('a query variable', () => {
  const variable = variableJson({
    type: 'query',
    source: 'prometheus',
    name: 'model',
    label: 'Model',
    description: 'Which one.',
    query: 'label_values(m{cluster=~"$cluster"}, model)',
    regex: '/x/',
    choice: 'several',
  });

  it('offers several values and All, starts with All, and asks again when the time range changes', () => {
    expect(variable).toMatchObject({
      multi: true,
      includeAll: true,
      allValue: '.*',
      current: { text: ['All'], value: ['$__all'] },
      refresh: 2,
    });
  });

  it('asks the chosen data source, with the same text for Grafana and for people', () => {
    expect(variable.datasource).toEqual({ type: 'prometheus', uid: '${prometheus_datasource}' });
    expect(variable.query).toMatchObject({ query: 'label_values(m{cluster=~"$cluster"}, model)' });
    expect(variable.definition).toBe('label_values(m{cluster=~"$cluster"}, model)');
  });
});

describe('a custom variable', () => {
  it('writes its options in Grafana’s list syntax, with commas escaped', () => {
    expect(variableJson(role).query).toBe('prefill, decode\\, or both : decode|backend');
  });

  it('is not shown, and in no address, where it serves queries only', () => {
    expect(variableJson({ ...role, hidden: true })).toMatchObject({ hide: 2, skipUrlSync: true });
    expect(variableJson(role)).not.toHaveProperty('hide');
  });

  it('with several values starts with All, which also admits an absent label', () => {
    expect(variableJson(role)).toMatchObject({
      multi: true,
      includeAll: true,
      allValue: '.*',
      current: { text: ['All'], value: ['$__all'] },
    });
  });

  it('with several values may start with one of them', () => {
    expect(variableJson({ ...role, default: 'prefill' }).current).toMatchObject({
      text: ['prefill'],
      value: ['prefill'],
    });
  });

  it('with one value has no All and starts with its default', () => {
    const variable = variableJson({ ...role, multi: false, default: 'decode|backend' });
    expect(variable).toMatchObject({
      multi: false,
      includeAll: false,
      current: { text: 'decode, or both', value: 'decode|backend' },
    });
    expect(variable).not.toHaveProperty('allValue');
    expect(variable.options?.map((o) => o.selected)).toEqual([false, true]);
  });
});

it('a data source variable offers the sources of one plugin', () => {
  expect(variableJson({ type: 'datasource', name: 'd', label: 'Metrics', plugin: 'loki' })).toMatchObject({
    type: 'datasource',
    name: 'd',
    label: 'Metrics',
    query: 'loki',
  });
});

describe('a variable of Loki', () => {
  const label = { type: 'query', source: 'loki', name: 'v', label: 'V', description: 'd', regex: '/^a/' } as const;

  it('asks for the names of labels, and offers one', () => {
    const variable = variableJson({ ...label, query: 'label names', choice: 'one' });
    expect(variable).toMatchObject({
      datasource: { type: 'loki', uid: '${loki_datasource}' },
      query: { type: 0 },
      definition: 'label_names()',
      regex: '/^a/',
      multi: false,
      includeAll: false,
    });
    expect(variable).not.toHaveProperty('allValue');
  });

  it('is not shown where it serves others only', () => {
    expect(variableJson({ ...label, query: 'label names', choice: 'one', hidden: true })).toMatchObject({
      hide: 2,
      skipUrlSync: true,
    });
    expect(variableJson({ ...label, query: 'label names', choice: 'one' })).not.toHaveProperty('hide');
  });

  it('asks for the values of a label over some streams, and All is those that there are', () => {
    const query = { label: '$v', streams: '{$v=~".+"}' };
    const variable = variableJson({ ...label, query, choice: 'listed' });
    expect(variable).toMatchObject({
      query: { type: 1, label: '$v', stream: '{$v=~".+"}' },
      definition: 'label_values({$v=~".+"}, $v)',
      multi: true,
      includeAll: true,
    });
    expect(variable).not.toHaveProperty('allValue');
  });
});

it('a text that the reader types starts with its default', () => {
  expect(variableJson({ type: 'text', name: 't', label: 'T', description: 'd', default: 'x' })).toMatchObject({
    type: 'textbox',
    query: 'x',
    current: { text: 'x', value: 'x' },
  });
});
