/// <reference lib="dom" />
// These functions run in the browser: Playwright carries their text there, so each must stand alone.

/** What the recorder has seen so far. Times in milliseconds since the navigation began. */
export interface Recorded {
  /** Now. */
  readonly nowMs: number;
  /** When the page last changed: a panel came, began or stopped loading, or got a chart, a table or a mark. */
  readonly changedMs: number;
  readonly panels: number;
  /** Panels in view that are loading. */
  readonly loading: number;
  /** Queries sent to the stores that run in the page's worker. */
  readonly asked: number;
  /** Sum of the tasks that kept the page from answering for more than 50 ms, each less its first 50 ms. */
  readonly blockedMs: number;
}

/** Starts with the document, before any script of the page. Looks twenty times a second, which is the resolution of its times. */
export function startRecorder(): void {
  const recorded = { changedMs: 0, panels: 0, loading: 0, asked: 0, blockedMs: 0 };
  let before = '';
  // Without a name: tsx marks named functions by a helper that the browser has not.
  setInterval(() => {
    const all = [...document.querySelectorAll('[data-viz-panel-key]')];
    recorded.panels = all.length;
    recorded.loading = all.filter((panel) => {
      const { top, bottom } = panel.getBoundingClientRect();
      return bottom > 0 && top < innerHeight && panel.querySelector('[aria-label="Panel loading bar"]') !== null;
    }).length;
    const drawn = document.querySelectorAll('canvas, [role="row"], [data-testid="exemplar"], [data-viz-panel-key] svg');
    const seen = `${recorded.panels} ${recorded.loading} ${drawn.length}`;
    if (seen !== before) {
      before = seen;
      recorded.changedMs = performance.now();
    }
    document.documentElement.dataset['recorded'] = JSON.stringify({ ...recorded, nowMs: performance.now() });
  }, 50);
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      recorded.blockedMs += Math.max(0, duration - 50);
    }
  }).observe({ type: 'longtask', buffered: true });
  // eslint-disable-next-line @typescript-eslint/unbound-method -- the proxy calls it on the worker that it was called on
  const proxied = new Proxy(Worker.prototype.postMessage, {
    apply(target, worker: Worker, message: unknown[]) {
      const [content] = message;
      const method =
        typeof content === 'object' && content !== null && 'method' in content ? content.method : undefined;
      recorded.asked += method === undefined || method === 'cancel' || method === 'load' ? 0 : 1;
      return Reflect.apply(target, worker, message) as unknown;
    },
  });
  Worker.prototype.postMessage = proxied;
}

/** What the recorder wrote last, as JSON; empty before it has looked. */
export const readRecorder = (): string => document.documentElement.dataset['recorded'] ?? '';
