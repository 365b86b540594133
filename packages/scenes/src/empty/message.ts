import type { Panel, Source } from '@dynamo-observability/dashboards';

import { processWithTexts } from '../language/process-texts.ts';
import { text, translate } from '../language/translate.ts';
import type { Cause } from './cause.ts';

/** What a person reads in an empty panel, in the user's language. */
export function emptyMessage(cause: Cause, panel: Panel): string {
  switch (cause.kind) {
    case 'not-scraped': {
      const { title, scrape } = processWithTexts(cause.process, translate);
      const key = cause.process.optional === true ? 'empty.not-used' : 'empty.not-scraped';
      return text(key, { process: title, mend: scrape });
    }
    case 'not-enabled': {
      const flags = cause.flags.join('; ');
      return cause.orNoEvent
        ? text('empty.not-enabled-or-no-event', { flags, absence: panel.absence })
        : text('empty.not-enabled', { flags });
    }
    case 'not-exposed': {
      const { title } = processWithTexts(cause.process, translate);
      return text('empty.not-exposed', { process: title, families: cause.families.join(', ') });
    }
    case 'no-event':
      return panel.absence;
    case 'no-match':
      return text('empty.no-match');
  }
}

/** What a person reads in a panel whose data source this Grafana does not have. */
export const noSourceMessage = (source: Source): string => text(`empty.no-source.${source}`);

/** What a person reads in a panel whose query failed. */
export function failedMessage(reason: string | undefined): string {
  return reason === undefined || reason === ''
    ? text('empty.failed-without-reason')
    : text('empty.failed', { message: reason });
}
