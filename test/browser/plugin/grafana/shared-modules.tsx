import * as emotionCss from '@emotion/css';
import * as emotionReact from '@emotion/react';
import * as data from '@grafana/data';
import * as runtime from '@grafana/runtime';
import * as ui from '@grafana/ui';
import i18next, * as i18nextParts from 'i18next';
import lodash from 'lodash';
import React from 'react';
import * as jsxRuntime from 'react/jsx-runtime';
import ReactDom from 'react-dom';
import * as reactRouter from 'react-router';
import * as rxjs from 'rxjs';

/** What is used of SystemJS, which Grafana loads plugins with. */
interface Loader {
  addImportMap(map: { imports: Record<string, string> }): void;
  set(id: string, module: object): void;
  import(id: string): Promise<unknown>;
}

declare global {
  interface Window {
    readonly System: Loader;
  }
}

/** The modules that Grafana 12.3 gives to plugins (toolchain.md 3.4), of those that ours asks for. */
const shared: Readonly<Record<string, object>> = {
  '@emotion/css': emotionCss,
  '@emotion/react': emotionReact,
  '@grafana/data': data,
  '@grafana/runtime': runtime,
  '@grafana/ui': ui,
  i18next: { ...i18nextParts, default: i18next },
  lodash: { ...lodash, default: lodash },
  react: { ...React, default: React },
  'react-dom': { ...ReactDom, default: ReactDom },
  'react-router': reactRouter,
  'react/jsx-runtime': jsxRuntime,
  rxjs,
};

/** SystemJS and what makes it read AMD. Not before the page itself: modules that find an AMD loader give themselves to that. */
const loader = ['system.js', 'extras/amd.js', 'extras/use-default.js'];

/** Offers the modules under the names that an AMD plugin asks for them by. */
export async function shareModules(): Promise<void> {
  for (const file of loader) {
    await loadScript(`/systemjs/${file}`);
  }
  const imports = Object.fromEntries(Object.keys(shared).map((name) => [name, `package:${name}`]));
  window.System.addImportMap({ imports });
  for (const [name, module] of Object.entries(shared)) {
    window.System.set(`package:${name}`, { ...module, __useDefault: 'default' in module });
  }
}

function loadScript(src: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.addEventListener('load', () => resolve());
    script.addEventListener('error', () => reject(new Error(`${src} did not load`)));
    script.src = src;
    document.head.append(script);
  });
}
