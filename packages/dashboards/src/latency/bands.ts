import type { PanelFieldConfig } from '../model.ts';

/**
 * The look of "<name> at least" and "<name> at most": the space between them is filled. Beside a line of its own the bounds have
 * none and stay out of the legend; without one, `lines` draws them.
 */
export function band(name: string, color: string, { lines = false } = {}): PanelFieldConfig['overrides'] {
  const bound = [
    { id: 'color', value: { mode: 'fixed', fixedColor: color } },
    { id: 'custom.lineWidth', value: lines ? 1 : 0 },
    { id: 'custom.showPoints', value: 'never' },
    { id: 'custom.hideFrom', value: { legend: !lines, tooltip: false, viz: false } },
  ];
  return [
    { matcher: { id: 'byName', options: `${name} at least` }, properties: bound },
    {
      matcher: { id: 'byName', options: `${name} at most` },
      properties: [
        ...bound,
        { id: 'custom.fillBelowTo', value: `${name} at least` },
        { id: 'custom.fillOpacity', value: 18 },
      ],
    },
  ];
}
