import { describe, expect, it } from 'vitest';

import { parseOptions } from './options.ts';

describe('the command line', () => {
  it('says nothing: build, open the browser, show the bundled capture', () => {
    expect(parseOptions([])).toEqual({ open: true, build: true, help: false });
  });

  it('names what to show and where', () => {
    expect(parseOptions(['--port', '5000', '--capture', 'a.jsonl.gz', '--no-open', '--skip-build'])).toEqual({
      port: 5000,
      capture: 'a.jsonl.gz',
      open: false,
      build: false,
      help: false,
    });
    expect(parseOptions(['--prometheus=http://localhost:9090/prom']).prometheus?.href).toBe(
      'http://localhost:9090/prom'
    );
  });

  it('names Loki and Tempo beside a Prometheus', () => {
    const { loki, tempo } = parseOptions([
      '--prometheus=http://p',
      '--loki',
      'http://l:3100',
      '--tempo',
      'https://t/tempo',
    ]);
    expect([loki?.href, tempo?.href]).toEqual(['http://l:3100/', 'https://t/tempo']);
  });

  it('may have a "--" in between, as package managers hand it on', () => {
    expect(parseOptions(['--', '--help']).help).toBe(true);
  });

  it.each([
    [['--port', 'http'], /--port http is not a port/],
    [['--port', '0'], /from 1 to 65535/],
    [['--port', '70000'], /from 1 to 65535/],
    [['--prometheus', 'localhost:9090'], /is not an address: give one such as/],
    [['--prometheus', 'file:///etc/passwd'], /is not an address/],
    [['--prometheus', 'http://x', '--capture', 'y'], /either --prometheus or --capture/],
    [['--prometheus', 'http://x', '--loki', 'x:1'], /--loki x:1 is not an address: give one such as .*3100/],
    [['--loki', 'http://x'], /--loki goes with --prometheus/],
    [['--capture', 'y', '--tempo', 'http://x'], /--tempo goes with --prometheus/],
    [['--verbose'], /--verbose.*Run "pnpm start --help"/s],
    [['capture.gz'], /capture.gz.*Run "pnpm start --help"/s],
    [['--port'], /Run "pnpm start --help"/],
  ])('%j is refused with what is wrong', (argv, reason) => {
    expect(() => parseOptions(argv)).toThrow(reason);
  });
});
