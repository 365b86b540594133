/// <reference lib="dom" />
// These functions run in the browser: Playwright carries their text there, so each must stand alone.

/** What a panel of the page shows. */
export interface ShownPanel {
  readonly title: string;
  readonly hasChart: boolean;
  readonly hasTable: boolean;
  /** All text below the title. */
  readonly text: string;
  readonly hasError: boolean;
}

export const pageHeight = (): number => document.documentElement.scrollHeight;

export const pageWidth = (): number => document.documentElement.scrollWidth;

export function readPanels(elements: readonly Element[]): ShownPanel[] {
  return elements.map((element) => {
    const title = element.querySelector('h2, h6')?.textContent ?? '';
    return {
      title,
      hasChart: element.querySelector('.uplot canvas') !== null,
      hasTable: element.querySelector('[role="grid"] [role="row"]') !== null,
      text: (element.textContent ?? '').replace(title, '').trim(),
      hasError: element.querySelector('[data-testid*="Panel status error"]') !== null,
    };
  });
}

/** Panels in view that are still loading; Scenes holds the others up until they come into view. */
export function loadingInView(panels: readonly Element[]): number {
  return panels.filter((panel) => {
    const { top, bottom } = panel.getBoundingClientRect();
    return bottom > 0 && top < innerHeight && panel.querySelector('[aria-label="Panel loading bar"]') !== null;
  }).length;
}

/** Leaves a mark that loading the page again would wipe out. */
export const markDocument = (): void => {
  document.documentElement.dataset['marked'] = 'yes';
};

export const isMarked = (): boolean => document.documentElement.dataset['marked'] === 'yes';

export const groundColour = (): string =>
  getComputedStyle(document.querySelector('#root > div') ?? document.body).backgroundColor;

/** What a screen reader would call the element with the keyboard focus, more or less. */
export function focusedName(): string {
  const element = document.activeElement;
  const label = element?.getAttribute('aria-label') ?? '';
  const text = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : element?.textContent;
  return `${label} ${text ?? ''}`.trim();
}
