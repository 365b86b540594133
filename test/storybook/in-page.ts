/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
// These functions run in the browser: Playwright carries their text there, so each must stand alone.

import type { AxeResults, run } from 'axe-core';

interface Channel {
  emit(event: string, payload: unknown): void;
  on(event: string, listener: (payload: unknown) => void): void;
  off(event: string, listener: (payload: unknown) => void): void;
}

declare global {
  interface Window {
    /** Storybook's preview, which every story page has. */
    __STORYBOOK_PREVIEW__: { readonly channel: Channel };
    axe: { readonly run: typeof run };
  }
}

/** What a panel of a story shows. */
export interface ShownPanel {
  readonly title: string;
  readonly hasDrawing: boolean;
  /** All text below the title. */
  readonly text: string;
  readonly isLoading: boolean;
  readonly hasError: boolean;
}

export interface Step {
  /** The story to go to, without loading the page anew. */
  readonly storyId?: string;
  /** What to choose in the toolbar. */
  readonly globals?: { readonly [name: string]: string };
  /** Whether panels in view are to have an answer, or to wait for one. */
  readonly until: 'answered' | 'waiting';
  readonly timeoutMs: number;
}

/**
 * Goes to a story or chooses in the toolbar. Resolves with the panels in view once all of them have an answer (or wait for one);
 * after the time is up, with how they are then. Rejects when Storybook cannot show the story.
 */

export async function takeStep({ storyId, globals, until, timeoutMs }: Step): Promise<ShownPanel[]> {
  const { channel } = window.__STORYBOOK_PREVIEW__;
  const ends = ['storyRendered', 'storyErrored', 'storyMissing', 'storyThrewException', 'storyUnchanged'];

  const rendered = (begin: () => void): Promise<void> =>
    new Promise((resolve) => {
      const done = (): void => {
        ends.forEach((event) => channel.off(event, done));
        resolve();
      };
      ends.forEach((event) => channel.on(event, done));
      begin();
    });

  const inView = (element: Element): boolean => {
    const { top, bottom } = element.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  };

  const read = (element: Element): ShownPanel => ({
    title: element.querySelector('h2, h6')?.textContent ?? '',
    hasDrawing: element.querySelector('.uplot canvas, [role="grid"] [role="row"]') !== null,
    text: (element.querySelector('[data-testid="data-testid panel content"]')?.textContent ?? '').trim(),
    isLoading: element.querySelector('[aria-label="Panel loading bar"]') !== null,
    hasError: element.querySelector('[data-testid*="Panel status error"]') !== null,
  });

  const isSettled = ({ isLoading, hasDrawing, text }: ShownPanel): boolean =>
    until === 'waiting' ? isLoading : !isLoading && (hasDrawing || text !== '');

  if (storyId !== undefined) {
    await rendered(() => channel.emit('setCurrentStory', { storyId, viewMode: 'story' }));
  }
  if (globals !== undefined) {
    await rendered(() => channel.emit('updateGlobals', { globals }));
  }
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    if (document.body.matches('.sb-show-errordisplay, .sb-show-nopreview')) {
      throw new Error(document.querySelector('.sb-errordisplay')?.textContent ?? 'Storybook shows no story');
    }
    const panels = [...document.querySelectorAll('[data-viz-panel-key]')].filter(inView).map(read);
    if ((panels.length > 0 && panels.every(isSettled)) || performance.now() > deadline) {
      return panels;
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

export const groundColour = (): string =>
  getComputedStyle(document.querySelector('#storybook-root > div') ?? document.body).backgroundColor;

/** What axe, which the test has put into the page, finds wrong with the story. */
export const violations = async (): Promise<AxeResults['violations']> =>
  (await window.axe.run('#storybook-root', { resultTypes: ['violations'] })).violations;
