import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import path from 'node:path';

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.gz': 'application/gzip',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
};

/**
 * Sends the file that an address names below `root`, else the page itself, which finds out what the address means. An address with
 * a file ending never becomes the page: a missing script must not look like one that is there.
 */
export async function sendFile(root: string, address: string, response: ServerResponse): Promise<void> {
  const wanted = path.join(root, path.normalize(decodePath(address)));
  const isInside = wanted === root || wanted.startsWith(root + path.sep);
  const file =
    isInside && (await isFile(wanted))
      ? wanted
      : path.extname(address) === ''
        ? path.join(root, 'index.html')
        : undefined;
  if (file === undefined) {
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('Not found\n');
    return;
  }
  // Names of assets change with their content; everything else is asked for anew.
  const caching = address.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
  response.writeHead(200, {
    'content-type': contentTypes[path.extname(file)] ?? 'application/octet-stream',
    'cache-control': caching,
  });
  createReadStream(file).pipe(response);
}

function decodePath(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return '/';
  }
}

async function isFile(file: string): Promise<boolean> {
  return stat(file).then(
    (found) => found.isFile(),
    () => false
  );
}
