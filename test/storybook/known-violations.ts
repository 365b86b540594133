/** What axe finds in markup that is not ours to write. */
export interface KnownViolation {
  readonly rule: string;
  /** The beginning of the element's HTML, or a part of it. */
  readonly element: RegExp;
  readonly reason: string;
}

export const knownViolations: readonly KnownViolation[] = [
  {
    rule: 'aria-required-attr',
    element: /role="heading"/,
    reason:
      'Titles of rows: @grafana/scenes gives them no level. ARIA takes such a heading for one of level 2, which it is.',
  },
  {
    rule: 'button-name',
    element: /panel-header-item/,
    reason: 'The button that cancels a query while a panel is loading: @grafana/ui gives it a tooltip, but no name.',
  },
  {
    rule: 'color-contrast',
    element: /^<span>[\d.,]+( ?[%\w/]+)?<\/span>$/,
    reason:
      'Values of stats in the green of Grafana’s light theme, which dashboards choose by its name: 3.0 instead of 4.5.',
  },
];
