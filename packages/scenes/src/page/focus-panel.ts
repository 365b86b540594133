const attribute = 'data-viz-panel-key';

/** Brings a panel of the page into view and puts the keyboard focus on it. */
export function focusPanel(key: string): void {
  const panel = [...document.querySelectorAll(`[${attribute}]`)].find((one) => one.getAttribute(attribute) === key);
  panel?.scrollIntoView({ block: 'nearest' });
  panel?.querySelector<HTMLElement>('section')?.focus({ preventScroll: true });
}
