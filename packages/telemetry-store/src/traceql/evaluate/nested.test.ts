import { describe, expect, it } from 'vitest';

import { found } from '../../testing/traceql.ts';

describe('events', () => {
  const spans = [
    {
      id: 1,
      name: 'one',
      events: [
        { name: 'received', attributes: { status: 'new', level: 'INFO' } },
        { name: 'completed', atMs: 20, attributes: { status: 'success', level: 'WARN' } },
      ],
    },
    { id: 2, parent: 1, name: 'none' },
  ];

  it('must fulfil all conditions of a filter at once', () => {
    expect(found(spans, '{event:name = "completed" && event.status = "success"}')).toEqual(['one']);
    expect(found(spans, '{event:name = "received" && event.status = "success"}')).toEqual([]);
    expect(found(spans, '{event:timeSinceStart > 10ms && event.level = "WARN"}')).toEqual(['one']);
  });

  it('may be several with alternatives of one attribute', () => {
    expect(found(spans, '{event.status = "success" || event.status = "failure"}')).toEqual(['one']);
    expect(found(spans, '{event.level != "INFO" && event.level != "WARN"}')).toEqual([]);
  });

  it('count only as the first that has the attribute once a query has || or more than one spanset', () => {
    expect(found(spans, '{event.status = "success" || name = "other"}')).toEqual([]);
    expect(found(spans, '{event.status = "new" || name = "other"}')).toEqual(['one']);
    expect(found(spans, '{event.status = "success"} && {name = "none"}')).toEqual([]);
    expect(found(spans, '{event.status = "success"} | count() > 0')).toEqual([]);
    // Names are looked for in all events.
    expect(found(spans, '{event:name = "completed"} && {name = "none"}')).toEqual(['none', 'one']);
  });

  it('lack an attribute only where there are events', () => {
    expect(found(spans, '{event.other = nil}')).toEqual(['one']);
    expect(found(spans, '{event.status = nil}')).toEqual([]);
  });
});

describe('links', () => {
  it('are looked at like events', () => {
    const linked = [{ id: 1, links: [{ trace: 9, id: 7, attributes: { kind: 'retry' } }] }];
    expect(found(linked, '{link:traceID = "9" && link.kind = "retry"}')).toHaveLength(1);
    expect(found(linked, '{link:spanID = "0000000000000008"}')).toHaveLength(0);
  });
});
