/**
 * What jsdom lacks and Grafana's packages use, some of it while they are loaded. Every file of scene tests loads this first
 * (vitest.config.mts). Elements have one size, and everything is in view.
 */
import { bootGrafana } from '@dynamo-observability/grafana-host/boot';
import { vi } from 'vitest';

const size = { width: 1200, height: 800 };
const rect = new DOMRect(0, 0, size.width, size.height);

class SizedObserver implements ResizeObserver {
  constructor(private readonly callback: ResizeObserverCallback) {}

  observe(target: Element): void {
    const box = [{ inlineSize: size.width, blockSize: size.height }];
    const boxes = { borderBoxSize: box, contentBoxSize: box, devicePixelContentBoxSize: box };
    queueMicrotask(() => this.callback([{ target, contentRect: rect, ...boxes }], this));
  }

  unobserve = (): void => undefined;
  disconnect = (): void => undefined;
}

class InViewObserver implements IntersectionObserver {
  readonly root = null;
  readonly rootMargin = '';
  readonly scrollMargin = '';
  readonly thresholds = [];

  constructor(private readonly callback: IntersectionObserverCallback) {}

  observe(target: Element): void {
    const geometry = {
      boundingClientRect: rect,
      intersectionRect: rect,
      rootBounds: rect,
      intersectionRatio: 1,
      time: 0,
    };
    queueMicrotask(() => this.callback([{ target, isIntersecting: true, ...geometry }], this));
  }

  unobserve = (): void => undefined;
  disconnect = (): void => undefined;
  takeRecords = (): IntersectionObserverEntry[] => [];
}

/** Draws nothing, and measures text as if every character were 7 wide. */
const canvasContext = new Proxy<Record<string | symbol, unknown>>(
  {
    measureText: (text: string) => ({
      width: text.length * 7,
      actualBoundingBoxAscent: 8,
      actualBoundingBoxDescent: 2,
    }),
    createLinearGradient: () => ({ addColorStop: () => undefined }),
  },
  { get: (known, name) => (name in known ? known[name] : () => undefined) }
);

/** Files share one window, and each defines anew. */
function define(prototype: object, name: string, property: PropertyDescriptor): void {
  Object.defineProperty(prototype, name, { configurable: true, ...property });
}

bootGrafana({ theme: 'dark', language: 'en-US', baseUrl: '/' });
vi.stubGlobal('ResizeObserver', SizedObserver);
vi.stubGlobal('IntersectionObserver', InViewObserver);
vi.stubGlobal('Path2D', class Path2D {});
vi.stubGlobal('matchMedia', (media: string) =>
  Object.assign(new EventTarget(), { media, matches: false, addListener() {} })
);
// Icons are fetched; there is no server.
vi.stubGlobal('fetch', () => Promise.resolve(new Response('<svg xmlns="http://www.w3.org/2000/svg"/>')));
define(HTMLCanvasElement.prototype, 'getContext', { value: () => canvasContext });
define(Element.prototype, 'getBoundingClientRect', { value: () => rect });
define(Element.prototype, 'scrollIntoView', { value: () => undefined });
for (const [side, value] of Object.entries({ Width: size.width, Height: size.height })) {
  define(HTMLElement.prototype, `offset${side}`, { get: () => value });
  define(HTMLElement.prototype, `client${side}`, { get: () => value });
}
