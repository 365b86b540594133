import { describe, expect, it } from 'vitest';

import { exampleDashboard, examplePanel, exampleSubject, problemsOf } from '../../testing/example-dashboard.ts';
import { deadLink, linkEncoding } from './links.ts';

const linking = (dashboard: string, variables: Record<string, string>) =>
  exampleSubject(exampleDashboard([examplePanel({ links: [{ title: 'Go', dashboard, variables }] })]));

describe('dead-link', () => {
  it('accepts a dashboard and a variable that exist', () => {
    expect(problemsOf(deadLink, linking('example', { model: 'x' }))).toEqual([]);
  });

  it('sees a dashboard that does not', () => {
    expect(problemsOf(deadLink, linking('gone', {}))).toEqual(['"Go" leads to "gone", which does not exist']);
  });

  it('sees a variable that the target does not have, although the source may', () => {
    const bare = exampleSubject(exampleDashboard([], { uid: 'bare', title: 'Bare', variables: [] }));
    expect(problemsOf(deadLink, linking('example', { pod: 'x' }))).toEqual([
      '"Go" sets "pod", which "example" does not have',
    ]);
    expect(problemsOf(deadLink, linking('bare', { model: 'x' }), bare)).toEqual([
      '"Go" sets "model", which "bare" does not have',
    ]);
  });
});

describe('link-encoding', () => {
  it.each(['fixed', '${__field.labels.model:percentencode}', 'a ${model:percentencode}'])('accepts %s', (model) => {
    expect(problemsOf(linkEncoding, linking('example', { model }))).toEqual([]);
  });

  it.each(['${__field.labels.model}', '$model', '${__value.raw:raw}'])('refuses %s', (model) => {
    expect(problemsOf(linkEncoding, linking('example', { model }))).toEqual([
      `"Go" puts ${model} into "model" without encoding it`,
    ]);
  });
});
