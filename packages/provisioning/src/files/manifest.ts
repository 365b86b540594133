import { linksPagePath } from '../docs/links-page.ts';

/** Lists what the last export wrote, so that the next one knows what to remove. It is itself a generated file. */
export const manifestPath = 'provisioning/generated-files.json';

export const manifestText = (paths: readonly string[]): string =>
  `${JSON.stringify({ comment: 'Written by `pnpm export`, with every file below. Do not edit.', files: paths }, null, 2)}\n`;

/** Below `provisioning/`, and on no way out of it; or the one page of the docs that is generated. */
const isGeneratedPath = (path: unknown): path is string =>
  typeof path === 'string' &&
  (path === linksPagePath || (path.startsWith('provisioning/') && !path.split(/[/\\]/).includes('..')));

/**
 * The paths in the text of a manifest.
 * @throws TypeError when it is no manifest or names a path outside `provisioning/`: nothing may be removed on its word then.
 */
export function readManifest(text: string): readonly string[] {
  const manifest = parse(text);
  if (typeof manifest !== 'object' || manifest === null || !('files' in manifest) || !Array.isArray(manifest.files)) {
    throw new TypeError(`${manifestPath} has no list "files". Delete it, and remove old files by hand`);
  }
  const files: readonly unknown[] = manifest.files;
  return files.map((path) => {
    if (!isGeneratedPath(path)) {
      throw new TypeError(`${manifestPath} names ${JSON.stringify(path)}, which is not below provisioning/`);
    }
    return path;
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
