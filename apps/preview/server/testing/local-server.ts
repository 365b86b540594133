import { createServer, type RequestListener, type Server } from 'node:http';

/** Runs a server on a free port while a test uses it. */
export async function withServer<T>(
  listener: RequestListener | Server,
  work: (address: string) => Promise<T>
): Promise<T> {
  const server = typeof listener === 'function' ? createServer(listener) : listener;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  try {
    return await work(typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : '');
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}
