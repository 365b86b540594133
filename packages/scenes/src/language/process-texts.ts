import type { Process } from '@dynamo-observability/signals';

import type { Say } from './dashboard-texts.ts';

/** What a person calls a process and how it comes to be scraped, passed through `say`. */
export function processWithTexts(process: Process, say: Say): Process {
  return {
    ...process,
    title: say(`processes.${process.id}.title`, process.title),
    scrape: say(`processes.${process.id}.scrape`, process.scrape),
  };
}
