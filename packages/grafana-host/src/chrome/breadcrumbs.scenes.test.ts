import type { NavModelItem } from '@grafana/data';
import { describe, expect, it } from 'vitest';

import { trailOf } from './breadcrumbs.tsx';

const app: NavModelItem = { text: 'App', hideFromBreadcrumbs: true };
const hidden: NavModelItem = { text: 'Hidden', hideFromBreadcrumbs: true, parentItem: app };
const words = (page: NavModelItem | undefined): readonly string[] => trailOf(page).map(({ text }) => text);

describe('the trail of a page', () => {
  it('leads from the app to it, without pages that ask to be left out', () => {
    expect(words({ text: 'Request', parentItem: hidden })).toEqual(['App', 'Request']);
  });

  it('is empty on the page of the app itself', () => {
    expect(words(app)).toEqual([]);
    expect(words(undefined)).toEqual([]);
  });
});
