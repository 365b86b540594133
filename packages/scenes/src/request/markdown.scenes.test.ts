import { describe, expect, it } from 'vitest';

import { requestMarkdown } from './markdown.ts';
import type { RequestFacts } from './request-facts.ts';

const facts: RequestFacts = {
  traceId: '0af7651916cd43dd8448eb211c80319c',
  requestId: undefined,
  model: 'demo/chat-70b',
  uri: undefined,
  outcome: 'success',
  startMs: 0,
  durationMs: 1500,
  ttftMs: undefined,
  itlMs: undefined,
  inputTokens: '12',
  outputTokens: undefined,
  parts: [],
  attempts: [],
};

describe('a request as Markdown', () => {
  it('says what is known, and leaves out what is not', () => {
    const text = requestMarkdown(facts, 'http://grafana/requests/1');
    expect(text).toContain('- **Model**: demo/chat\\-70b');
    expect(text).toContain('12 / –');
    expect(text).not.toContain('TTFT');
    expect(text).not.toContain('undefined');
  });

  it('shows hostile names as text: no link, image, HTML, table cell or new line comes of them', () => {
    const hostile = '![x](http://evil)<script>`a`</script>|b|\n# c [d](e)';
    const attempt = { workerId: '1|2', phase: hostile, outcome: '', startMs: 0, durationMs: 1 };
    const text = requestMarkdown({ ...facts, model: hostile, attempts: [attempt] }, 'http://grafana/requests/1');
    // Whatever means something to Markdown has a backslash before it.
    const plain = text.replaceAll(/\\[\\`*_{}[\]()<>#+!|~&-]/g, '');
    expect(plain).not.toMatch(/[[\]`]|<script|!\[/);
    expect(text.split('\n').filter((line) => line.startsWith('#'))).toEqual([]);
    expect(
      plain
        .split('\n')
        .find((line) => line.startsWith('| 12'))
        ?.split('|').length
    ).toBe(7);
  });

  it('ends with the address of its page, in which nothing can end the link', () => {
    expect(requestMarkdown(facts, 'http://grafana/requests/1?a=<b> c')).toContain(
      '<http://grafana/requests/1?a=%3Cb%3E%20c>'
    );
  });
});
