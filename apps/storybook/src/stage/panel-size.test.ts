import { dynamo } from '@dynamo-observability/dashboards';
import { describe, expect, it } from 'vitest';

import { panelSize } from './panel-size.ts';

const [placed] = dynamo.rows.flatMap(({ panels }) => panels);
const sizeOf = (width: number, height: number) => placed && panelSize({ ...placed, width, height });

describe('panelSize', () => {
  it.each([
    ['the whole width', 24, 8, { width: 1392, height: 296 }],
    // Two of them with the space between them are 1392 wide.
    ['half the width', 12, 10, { width: 692, height: 372 }],
    ['a figure', 4, 4, { width: 225, height: 144 }],
  ])('of %s', (_, width, height, size) => {
    expect(sizeOf(width, height)).toEqual(size);
  });
});
