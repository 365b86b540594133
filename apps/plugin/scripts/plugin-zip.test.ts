import { strFromU8, strToU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';

import { pluginZip } from './plugin-zip.ts';

const files: ReadonlyMap<string, Uint8Array> = new Map([
  ['plugin.json', strToU8('{}')],
  ['locales/zh-Hans/app.json', strToU8('{"a":"甲"}')],
]);

describe('pluginZip', () => {
  it('puts every file into the one folder that Grafana expects', () => {
    const unpacked = unzipSync(pluginZip('an-app', files));
    expect(Object.keys(unpacked).sort()).toEqual(['an-app/locales/zh-Hans/app.json', 'an-app/plugin.json']);
    expect(strFromU8(unpacked['an-app/locales/zh-Hans/app.json'] ?? new Uint8Array())).toBe('{"a":"甲"}');
  });

  it('gives the same bytes for the same files, in whatever order they come', () => {
    expect(pluginZip('an-app', new Map([...files].reverse()))).toEqual(pluginZip('an-app', files));
  });
});
