import { zipSync } from 'fflate';

/** The zip format knows no dates before 1980 and no time zones: this one is written the same everywhere. */
const mtime = new Date(1980, 0, 1);

/**
 * Packs files as Grafana installs a plugin: all of them in one folder. The same files always give the same bytes, in whatever order
 * they come.
 * @param folder the id of the plugin.
 * @param files content by path within the plugin, with forward slashes.
 */
export function pluginZip(folder: string, files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  return zipSync(Object.fromEntries(sorted.map(([path, content]) => [`${folder}/${path}`, content])), {
    level: 9,
    mtime,
  });
}
