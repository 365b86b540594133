import { planner } from '@dynamo-observability/signals';
import { describe, expect, it } from 'vitest';

import { deviation, isHigher, magnitude, times } from './forecast.ts';
import { panelTarget, print } from './print.ts';
import { value } from './select.ts';

const inPanel = (of: { readonly node: Parameters<typeof print>[0] }) => print(of.node, panelTarget());
const seen = value(planner.observedRequestRate);
const expected = value(planner.predictedRequestRate);
const S = 'dynamo_planner_observed_requests_per_second';
const P = 'dynamo_planner_predicted_requests_per_second';

describe('each function prints', () => {
  it.each([
    [deviation(expected, seen), `(${P} - ${S}) / (${S} > 0)`],
    [magnitude(deviation(expected, seen)), `abs((${P} - ${S}) / (${S} > 0))`],
    [isHigher(seen, expected), `${S} > bool ${P}`],
    [times(isHigher(seen, expected), isHigher(expected, seen)), `(${S} > bool ${P}) * (${P} > bool ${S})`],
  ])('%#', (expr, text) => expect(inPanel(expr)).toBe(text));
});

describe('misuse does not compile', () => {
  it('a product with a share', () => {
    const compileOnly = (_: () => unknown) => expect(typeof _).toBe('function');
    compileOnly(() => {
      // @ts-expect-error yes and no are amounts, not shares
      return times(deviation(seen, expected), isHigher(seen, expected));
    });
  });
});
