import { colorManipulator, type GrafanaTheme2 } from '@grafana/data';
import {
  interpolateBlues,
  interpolateGreens,
  interpolateGreys,
  interpolateOranges,
  interpolatePurples,
  interpolateReds,
  interpolateSpectral,
  interpolateTurbo,
  interpolateViridis,
} from 'd3-scale-chromatic';

export interface HeatmapColours {
  readonly mode: 'scheme' | 'opacity';
  readonly scheme: string;
  readonly steps: number;
  readonly reverse: boolean;
  /** Colour and curve of the opacity mode. */
  readonly fill: string;
  readonly exponent: number;
  readonly min?: number;
  readonly max?: number;
}

type Ramp = (share: number) => string;

interface Scheme {
  readonly ramp: Ramp;
  /** A ramp from white is turned round on dark ground, so that many is always what stands out. */
  readonly turnedOnDark: boolean;
}

const fromWhite = (ramp: Ramp): Scheme => ({ ramp, turnedOnDark: true });

const schemes: ReadonlyMap<string, Scheme> = new Map([
  ['Blues', fromWhite(interpolateBlues)],
  ['Greens', fromWhite(interpolateGreens)],
  ['Greys', fromWhite(interpolateGreys)],
  ['Oranges', fromWhite(interpolateOranges)],
  ['Purples', fromWhite(interpolatePurples)],
  ['Reds', fromWhite(interpolateReds)],
  ['Spectral', { ramp: interpolateSpectral, turnedOnDark: false }],
  ['Turbo', { ramp: interpolateTurbo, turnedOnDark: false }],
  ['Viridis', { ramp: interpolateViridis, turnedOnDark: false }],
]);

/** The colours of a heatmap from the fewest to the most, as core's heatmap makes them. An unknown scheme becomes Oranges. */
export function palette(options: HeatmapColours, theme: GrafanaTheme2): string[] {
  const shares = Array.from(
    { length: Math.max(2, options.steps) },
    (_, i, last = Math.max(2, options.steps) - 1) => i / last
  );
  if (options.mode === 'opacity') {
    const fill = theme.visualization.getColorByName(options.fill);
    return shares.map((share) => colorManipulator.alpha(fill, share ** options.exponent));
  }
  const { ramp, turnedOnDark } = schemes.get(options.scheme) ?? fromWhite(interpolateOranges);
  const colours = shares.map(ramp);
  const turned = (turnedOnDark && theme.isDark) !== options.reverse;
  return turned ? colours.reverse() : colours;
}

/** The colour of a count between the lowest and the highest. */
export function colourOf(count: number, lowest: number, highest: number, colours: readonly string[]): string {
  const share = highest > lowest ? (count - lowest) / (highest - lowest) : 1;
  const index = Math.round(Math.min(1, Math.max(0, share)) * (colours.length - 1));
  return colours[index] ?? 'transparent';
}
