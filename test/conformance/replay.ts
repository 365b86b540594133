import { createServer, type Server } from 'node:http';

/** A page that was served, or `undefined` where the target answered with an error. */
export type ServedPage = string | undefined;

/** A target for Prometheus that shows one page after the other, one a scrape, and remembers what it showed. */
export class Replay {
  private constructor(
    private readonly server: Server,
    readonly address: string,
    /** In the order of the scrapes. */
    readonly served: readonly ServedPage[]
  ) {}

  static async start(pageOf: (scrape: number) => ServedPage): Promise<Replay> {
    const served: ServedPage[] = [];
    const server = createServer((_, response) => {
      const page = pageOf(served.length);
      served.push(page);
      response.writeHead(page === undefined ? 500 : 200, { 'Content-Type': 'text/plain; version=0.0.4' });
      response.end(page ?? 'down');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    // A test that fails early must still end.
    server.unref();
    const address = server.address();
    if (address === null || typeof address === 'string') {
      throw new Error('the replay has no port');
    }
    return new Replay(server, `127.0.0.1:${address.port}`, served);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
