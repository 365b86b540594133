import { createServer } from 'node:http';

import { describe, expect, it } from 'vitest';

import { listen } from './listen.ts';
import { withServer } from './testing/local-server.ts';

const portOf = (address: string): number => Number(new URL(address).port);

describe('the port', () => {
  it('that is asked for is used', async () => {
    const free = await withServer(createServer(), (address) => Promise.resolve(portOf(address)));
    const server = createServer();
    expect(await listen(server, free)).toBe(free);
    server.close();
  });

  it('that is asked for and taken is an error with the mend', async () => {
    await withServer(createServer(), async (address) => {
      const port = portOf(address);
      await expect(listen(createServer(), port)).rejects.toThrow(
        `Port ${port} is in use by another program. Stop what uses it, or give another with --port.`
      );
    });
  });

  it('is otherwise the first free one from 4400', async () => {
    const [first, second] = [createServer(), createServer()];
    const one = await listen(first, undefined);
    const two = await listen(second, undefined);
    expect(one).toBeGreaterThanOrEqual(4400);
    expect(two).toBeGreaterThan(one);
    first.close();
    second.close();
  });
});
