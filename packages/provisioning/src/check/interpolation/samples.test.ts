import { dynamo } from '@dynamo-observability/dashboards';
import { describe, expect, it } from 'vitest';

import { choices, withSamples } from './samples.ts';

const filled = (text: string) => choices.map((choice) => withSamples(text, dynamo.variables, choice));

describe('a query with sample values', () => {
  it('is what Grafana would send, whatever is chosen', () => {
    expect(filled('"$model"')).toEqual([
      '""',
      String.raw`"meta/llama-3\\.1 \\(8B\\)"`,
      String.raw`"(meta/llama-3\\.1 \\(8B\\)|dynamo_a-b)"`,
      '".*"',
    ]);
  });

  it('keeps a pattern as it is with the format pipe', () => {
    expect(filled('"${deployment:pipe}|"')).toEqual([
      '"|"',
      '"meta/llama-3.1 (8B)|"',
      '"meta/llama-3.1 (8B)|dynamo_a-b|"',
      '".*|"',
    ]);
  });

  it('uses the options of a variable whose values are written down', () => {
    expect(filled('"${role:pipe}"')).toEqual(['""', '"prefill"', '"prefill|decode|backend"', '".*"']);
  });

  it('never lacks a value where exactly one is chosen', () => {
    expect(filled('$quantile')).toEqual(['0.99', '0.99', '0.99', '0.99']);
  });

  it('fills in macros and leaves what nobody declares', () => {
    expect(filled('[$__rate_interval] $nobody').map((text) => /\[\d+s\] \$nobody/.test(text))).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });
});
