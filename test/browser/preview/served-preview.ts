import type { Server } from 'node:http';
import { createServer } from 'node:net';

import { serve } from '../../../apps/preview/server/start.ts';

export interface ServedPreview {
  readonly address: string;
  close(): void;
}

/** The preview on a free port, on the real capture unless said otherwise, built anew where it is out of date; all that `pnpm start` does but the browser. */
export async function servePreview(
  shown: Partial<Readonly<Record<'prometheus' | 'loki' | 'tempo', URL>>> & { readonly data?: string } = {}
): Promise<ServedPreview> {
  const { prometheus, loki, tempo, data = 'capture' } = shown;
  const options = {
    port: await freePort(),
    open: false,
    build: true,
    help: false,
    ...(prometheus === undefined ? { data } : {}),
    ...(prometheus === undefined ? {} : { prometheus }),
    ...(loki === undefined ? {} : { loki }),
    ...(tempo === undefined ? {} : { tempo }),
  };
  const { server, address } = await serve(options, () => undefined);
  return { address, close: () => close(server) };
}

function close(server: Server): void {
  server.close();
  server.closeAllConnections();
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no free port'))
      );
    });
  });
}
