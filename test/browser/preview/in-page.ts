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

export const labelsOf = (elements: readonly Element[]): string[] =>
  elements.map((element) => element.getAttribute('aria-label') ?? '');
export interface TooltipReading {
  /** As the chart writes it. */
  readonly time: string;
  readonly rows: ReadonlyArray<{ readonly label: string; readonly value: string }>;
  /** Of the line nearest to the pointer, which stands out in bold. */
  readonly nearest: { readonly label: string; readonly value: string } | undefined;
}

/** The tooltip of a time series, once the page has drawn it; undefined where there is none. */
export async function readTooltip(): Promise<TooltipReading | undefined> {
  // One frame for the chart to follow the pointer, one for the page to follow the chart.
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve))));
  // Time first, then a name and a value for each line.
  const [time, ...cells] = Array.from(document.querySelectorAll('[data-testid="viz-tooltip"] *'))
    .filter(({ children, textContent }) => children.length === 0 && textContent?.trim() !== '')
    .map((leaf) => ({ text: leaf.textContent ?? '', isBold: Number(getComputedStyle(leaf).fontWeight) >= 500 }));
  if (time === undefined) {
    return undefined;
  }
  const rows = cells.flatMap(({ text, isBold }, i) =>
    i % 2 === 0 ? [{ label: text, value: cells[i + 1]?.text ?? '', isBold }] : []
  );
  return { time: time.text, rows, nearest: rows.find(({ isBold }) => isBold) };
}

/** Counts every click of a person from now on, as the page sees it. */
export function countClicks(): void {
  const { dataset } = document.documentElement;
  dataset['clicks'] = '0';
  document.addEventListener(
    'click',
    ({ isTrusted }) => {
      dataset['clicks'] = String(Number(dataset['clicks']) + (isTrusted ? 1 : 0));
    },
    { capture: true }
  );
}

export const clicksCounted = (): number => Number(document.documentElement.dataset['clicks']);
