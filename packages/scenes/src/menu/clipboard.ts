import { AppEvents } from '@grafana/data';
import { getAppEvents } from '@grafana/runtime';

import type { TextKey } from '../language/texts.ts';
import { text } from '../language/translate.ts';

/** Copies a text and says so. Browsers give no clipboard to pages without TLS; then it says that. */
export async function copy(content: string, copied: TextKey): Promise<void> {
  try {
    await navigator.clipboard.writeText(content);
    getAppEvents().publish({ type: AppEvents.alertSuccess.name, payload: [text(copied)] });
  } catch {
    getAppEvents().publish({ type: AppEvents.alertError.name, payload: [text('panel.menu.not-copied')] });
  }
}
