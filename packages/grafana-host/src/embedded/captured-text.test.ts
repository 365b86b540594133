import { gzipSync } from 'node:zlib';

import { afterEach, describe, expect, it, vi } from 'vitest';

import { fetchCaptured } from './captured-text.ts';

const answerWith = (body: BodyInit, status = 200): void => {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(body, { status, statusText: 'Said so' })));
};

describe('a file of a capture', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('is unpacked, unless the browser has done so already', async () => {
    answerWith(gzipSync('a line\n'));
    expect(await fetchCaptured('/x.gz')).toBe('a line\n');
    answerWith('a line\n');
    expect(await fetchCaptured('/x.gz')).toBe('a line\n');
  });

  it('that is missing or cut off says so', async () => {
    answerWith('gone', 404);
    await expect(fetchCaptured('/x.gz')).rejects.toThrow('The capture /x.gz cannot be read: 404 Said so');
    answerWith(gzipSync('a line\n'.repeat(50)).subarray(0, 20));
    await expect(fetchCaptured('/x.gz')).rejects.toThrow('The capture /x.gz is not a complete gzip file');
  });
});
