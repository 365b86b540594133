import type { Page } from 'playwright-core';

/** Hands over what a page complains about from now on: errors on its console, uncaught ones, and requests that fail. */
export function hearComplaints(page: Page, hear: (complaint: string) => void): void {
  page.on('console', (message) => {
    if (message.type() === 'error') {
      hear(message.text());
    }
  });
  page.on('pageerror', (error) => hear(String(error)));
  page.on('response', (response) => {
    if (response.status() >= 400) {
      hear(`${response.status()} ${response.url()}`);
    }
  });
}
