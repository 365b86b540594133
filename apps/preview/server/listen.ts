import type { Server } from 'node:http';

import { StartError } from './start-error.ts';

const HOST = '127.0.0.1';
export const DEFAULT_PORT = 4400;
const ATTEMPTS = 50;

/**
 * Listens on the port asked for, or on the first free one from 4400 upwards; resolves with the port.
 * @throws StartError when the port asked for is taken or not allowed, or none is free.
 */
export async function listen(server: Server, wanted: number | undefined): Promise<number> {
  if (wanted !== undefined) {
    const refusal = await tryPort(server, wanted);
    if (refusal === undefined) {
      return wanted;
    }
    const reason = refusal === 'EADDRINUSE' ? 'is in use by another program' : `cannot be used (${refusal})`;
    throw new StartError(`Port ${wanted} ${reason}. Stop what uses it, or give another with --port.`);
  }
  for (let port = DEFAULT_PORT; port < DEFAULT_PORT + ATTEMPTS; port++) {
    if ((await tryPort(server, port)) === undefined) {
      return port;
    }
  }
  throw new StartError(`No port from ${DEFAULT_PORT} to ${DEFAULT_PORT + ATTEMPTS - 1} is free. Give one with --port.`);
}

/** The code of the error, or undefined when the server listens. */
function tryPort(server: Server, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const onError = (error: NodeJS.ErrnoException): void => {
      server.off('listening', onListening);
      resolve(error.code ?? error.message);
    };
    const onListening = (): void => {
      server.off('error', onError);
      resolve(undefined);
    };
    server.once('error', onError);
    server.once('listening', onListening);
    server.listen(port, HOST);
  });
}
