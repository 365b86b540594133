import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** A file of the page by its address below the base, read when it is asked for. */
export type PublicFiles = ReadonlyMap<string, () => string | Buffer>;

const require = createRequire(import.meta.url);
const folderOf = (pkg: string): string => path.dirname(require.resolve(`${pkg}/package.json`));

const ICONS = 'public/build/img/icons';
const iconFolders = ['unicons', 'solid', 'mono', 'custom'];

const fonts: ReadonlyArray<readonly [address: string, file: string]> = [
  ['inter/Inter-Regular', require.resolve('@fontsource/inter/files/inter-latin-400-normal.woff2')],
  ['inter/Inter-Medium', require.resolve('@fontsource/inter/files/inter-latin-500-normal.woff2')],
  ['inter/Inter-Italic', require.resolve('@fontsource/inter/files/inter-latin-400-italic.woff2')],
  ['inter/Inter-MediumItalic', require.resolve('@fontsource/inter/files/inter-latin-500-italic.woff2')],
  // Grafana's styles ask for Roboto Mono under this name.
  [
    'roboto/L0xTDF4xlVMF-BfR8bXMIhJHg45mwgGEFl0_3vrtSM1J-gEPT5Ese6hmHSh0mQ',
    require.resolve('@fontsource/roboto-mono/files/roboto-mono-latin-400-normal.woff2'),
  ],
];

/** The icons and fonts that Grafana's server would give out. */
export function grafanaPublicFiles(): PublicFiles {
  return new Map<string, () => string | Buffer>([...missingIcons(), ...shippedIcons(), ...fontFiles()]);
}

function fontFiles(): Array<[string, () => Buffer]> {
  return fonts.map(([address, file]) => [`public/fonts/${address}.woff2`, () => readFileSync(file)]);
}

const shippedFolder = (): string => path.join(folderOf('@grafana/ui'), 'dist/public/img/icons');

function shippedIcons(): Array<[string, () => Buffer]> {
  return iconFolders.flatMap((folder) =>
    readdirSync(path.join(shippedFolder(), folder)).map((file): [string, () => Buffer] => [
      `${ICONS}/${folder}/${file}`,
      () => readFileSync(path.join(shippedFolder(), folder, file)),
    ])
  );
}

const svg = (body: string): string => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">${body}</svg>`;
const placeholder = svg('<circle cx="12" cy="12" r="7" fill="none" stroke="currentColor" stroke-width="2"/>');
const spinner = svg('<path d="M12 2a10 10 0 1 0 10 10h-2a8 8 0 1 1-8-8z"/>');

function mirrored(icon: string): string {
  const source = readFileSync(path.join(shippedFolder(), `${icon}.svg`), 'utf8');
  return source
    .replace(/<svg([^>]*)>/, '<svg$1><g transform="translate(24 0) scale(-1 1)">')
    .replace('</svg>', '</g></svg>');
}

/**
 * A third of the icon names have no picture in the package; a page that asks for one must not get an error. The folder is the one
 * that names without a folder of their own are looked for in.
 */
function missingIcons(): Array<[string, () => string]> {
  const drawn = new Map<string, () => string>([
    ['angle-double-left', () => mirrored('unicons/angle-double-right')],
    ['spinner', () => spinner],
  ]);
  return iconNames().map((name) => [`${ICONS}/unicons/${name}.svg`, drawn.get(name) ?? (() => placeholder)]);
}

/** All names that Grafana knows, from the package that lists them. */
function iconNames(): string[] {
  const source = readFileSync(path.join(folderOf('@grafana/data'), 'dist/esm/types/icon.mjs'), 'utf8');
  return [...source.matchAll(/^\s*"?([a-z0-9-]+)"?:\s*true/gm)].flatMap(([, name]) => name ?? []);
}
