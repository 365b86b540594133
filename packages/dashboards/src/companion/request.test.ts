import { describe, expect, it } from 'vitest';

import { optionsText } from '../grafana/variable.ts';
import { traceId, waterfallQuery } from './variables.ts';

/** The values of the variable once Grafana has filled the trace id in: split at commas, as its custom variables are. */
const valuesFor = (id: string): readonly string[] =>
  (optionsText(waterfallQuery).replaceAll('${trace_id}', id).match(/[^,]+/g) ?? []).map((value) => value.trim());

describe('what the waterfall of "One request" asks for', () => {
  const id = '537196eeebf33cec6a87980439720280';

  it('is the trace, where there is an id', () => {
    expect(valuesFor(id)[0]).toBe(id);
  });

  it('finds nothing without an error, where there is none: only an id is all hexadecimal', () => {
    expect(traceId.default).toBe('');
    const [first = ''] = valuesFor('').filter((value) => value !== '');
    expect(first).toBe(waterfallQuery.default);
    expect(first).not.toMatch(/^[0-9a-f]*$/i);
  });

  it('follows the id: what was chosen before is no longer offered', () => {
    expect(valuesFor(id)).not.toContain(waterfallQuery.default);
    expect(valuesFor('abc')).not.toContain(id);
  });
});
