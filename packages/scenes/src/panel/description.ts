import { describe, type Panel } from '@dynamo-observability/dashboards';

import { text } from '../language/translate.ts';

/** What stands behind the "i" of a panel, in the user's language. Markdown. */
export const description = (panel: Panel): string =>
  describe(panel, {
    metrics: (metrics) => text('panel.metrics', { metrics }),
    needs: (flags) => text('panel.needs', { flags }),
  });
