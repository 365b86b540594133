import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { bundledCapturePath, bundledCaptureShown } from './bundled-capture.ts';
import { readCapture } from './capture-file.ts';

const capture = [
  '{"format":"scrapes/1","interval_s":10}',
  '{"target":"a","labels":{"job":"a"},"times_ms":[1000,2000],"up":[1,1],"scrape_duration_s":[0.1,0.1],"types":{}}',
  '{"target":"a","name":"load","labels":{},"values":[1,null]}',
  '',
].join('\n');

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'capture-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function written(name: string, content: string | Buffer): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, content);
  return file;
}

describe('a capture', () => {
  it('is shown under its name, with the interval at which it was scraped', async () => {
    const { shown, content } = await readCapture(await written('good.jsonl.gz', gzipSync(capture)));
    expect(shown).toEqual({
      kind: 'capture',
      url: 'capture/scrapes.jsonl.gz',
      file: 'good.jsonl.gz',
      scrapeInterval: '10s',
    });
    expect(gunzipSync(content).toString()).toBe(capture);
  });

  it('may lie there unzipped', async () => {
    const { content } = await readCapture(await written('good.jsonl', capture));
    expect(gunzipSync(content).toString()).toBe(capture);
  });

  it('that is bundled is in order, and is scraped as the page takes for granted', async () => {
    expect((await readCapture(bundledCapturePath)).shown.scrapeInterval).toBe(bundledCaptureShown.scrapeInterval);
  });

  it('that is missing is missed by its path', async () => {
    await expect(readCapture(path.join(folder, 'none.gz'))).rejects.toThrow(
      /none\.gz cannot be read: there is no such file/
    );
    await expect(readCapture(folder)).rejects.toThrow(/it is a folder/);
  });

  it('that was cut off while copying says so', async () => {
    const cut = gzipSync(capture).subarray(0, 60);
    await expect(readCapture(await written('cut.gz', cut))).rejects.toThrow(/cut\.gz is damaged.*Copy it again/);
  });

  it.each([
    ['{"format":"scrapes/2"}', /line 1: expected "format":"scrapes\/1", got "scrapes\/2"/],
    [capture.replace('[1,null]', '[1]'), /line 3: "values" has 1 entries, but the target was scraped 2 times/],
    [`${capture}{"target":`, /line 4/],
    ['', /has no target/],
    ['# HELP up\nup 1\n', /line 1/],
  ])('in another format is refused with the line', async (content, reason) => {
    const refusal = readCapture(await written('other.jsonl', content));
    await expect(refusal).rejects.toThrow(reason);
    await expect(refusal).rejects.toThrow(/other\.jsonl is not in the format scrapes\/1/);
  });
});
