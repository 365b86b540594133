import type { ComponentType } from 'react';

import { isOutdated, PageFailed } from './page-failed.tsx';
import { forgetReload, mayReload } from './reload-once.ts';

/** What `lazy` wants: a module whose default is a component. */
type Loaded<Props> = { readonly default: ComponentType<Props> };

/**
 * Loads a part of the app. In a tab that was open while the app was updated its file is gone: then the page is loaded anew, once;
 * if that does not help, the part says so and offers to try again.
 */
export async function orRecovery<Props>(load: () => Promise<Loaded<Props>>): Promise<Loaded<Props>> {
  try {
    const loaded = await load();
    forgetReload();
    return loaded;
  } catch (reason) {
    const error = reason instanceof Error ? reason : new Error(String(reason));
    if (isOutdated(error) && mayReload()) {
      window.location.reload();
    }
    return { default: () => <PageFailed error={error} /> };
  }
}
