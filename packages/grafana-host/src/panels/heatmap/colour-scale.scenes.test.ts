import { createTheme } from '@grafana/data';
import { describe, expect, it } from 'vitest';

import { colourOf, palette, type HeatmapColours } from './colour-scale.ts';

const dark = createTheme({ colors: { mode: 'dark' } });
const light = createTheme({ colors: { mode: 'light' } });
const blues: HeatmapColours = { mode: 'scheme', scheme: 'Blues', steps: 3, reverse: false, fill: 'red', exponent: 1 };

describe('the colours of a heatmap', () => {
  it('go from the ground to what stands out, on light ground and on dark', () => {
    expect(palette(blues, light)).toEqual([...palette(blues, dark)].reverse());
  });

  it('can be turned round', () => {
    expect(palette({ ...blues, reverse: true }, light)).toEqual(palette(blues, dark));
  });

  it('keep the direction of a scale that has no white end', () => {
    const turbo = { ...blues, scheme: 'Turbo' };
    expect(palette(turbo, light)).toEqual(palette(turbo, dark));
  });

  it('are one colour more or less opaque in the opacity mode', () => {
    const [none, , all] = palette({ ...blues, mode: 'opacity', fill: '#ff0000' }, dark);
    expect([none, all]).toEqual(['#ff000000', '#ff0000ff']);
  });
});

describe('the colour of a count', () => {
  const colours = ['a', 'b', 'c'];

  it('is nearest to its place between the ends', () => {
    expect([0, 4, 5, 9, 10].map((count) => colourOf(count, 0, 10, colours))).toEqual(['a', 'b', 'b', 'c', 'c']);
  });

  it('is that of an end beyond it, and the last where all counts are equal', () => {
    expect(colourOf(99, 0, 10, colours)).toBe('c');
    expect(colourOf(-1, 0, 10, colours)).toBe('a');
    expect(colourOf(5, 5, 5, colours)).toBe('c');
  });
});
