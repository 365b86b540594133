import { PreviewRoot } from '@dynamo-observability/grafana-host';
import type { SceneObject } from '@grafana/scenes';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';

export interface OpenPage {
  readonly page: HTMLElement;
  readonly close: () => void;
}

/** Draws a scene into the document, as Grafana does. */
export function openPage(scene: SceneObject): OpenPage {
  const page = document.createElement('main');
  document.body.append(page);
  const root = createRoot(page);
  flushSync(() =>
    root.render(
      <PreviewRoot theme="dark">
        <scene.Component model={scene} />
      </PreviewRoot>
    )
  );
  return {
    page,
    close: () => {
      root.unmount();
      page.remove();
    },
  };
}

/** The first element of a selector with just this text, anywhere in the document. */
export const elementWith = (selector: string, text: string): HTMLElement | undefined =>
  [...document.querySelectorAll<HTMLElement>(selector)].find(({ textContent }) => textContent === text);
