import { describe, expect, it } from 'vitest';

import { dashboardOf } from '../testing/definitions.ts';
import { pageSlug } from './page-slug.ts';

const site = (...uids: readonly string[]) => uids.map((uid) => dashboardOf([], { uid }));

describe('pageSlug', () => {
  it.each([
    ['dynamo', 'dynamo'],
    ['dynamo-requests', 'requests'],
    ['gpu', 'gpu'],
    ['dynamo-', 'dynamo-'],
  ])('of %s is %s', (uid, slug) => {
    expect(pageSlug(uid, site(uid))).toBe(slug);
  });

  it('stays long where another dashboard has the short name', () => {
    expect(pageSlug('dynamo-gpu', site('dynamo-gpu', 'gpu'))).toBe('dynamo-gpu');
    expect(pageSlug('gpu', site('dynamo-gpu', 'gpu'))).toBe('gpu');
  });
});
