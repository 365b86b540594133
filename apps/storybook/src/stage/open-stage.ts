import { changeLanguage, provideDataSources, startHost, type Language } from '@dynamo-observability/grafana-host';
import { loadSceneTranslations } from '@dynamo-observability/scenes';

import type { State } from '../stories/states.ts';
import type { Shown } from '../stories/story-files.ts';
import { addressOf } from './addresses.ts';
import { capturedRun } from './captured-run.ts';
import { sourcesFor } from './sources.ts';
import { Stage } from './stage.tsx';
import { panelsOf, readsGpus, subjectOf, type Subject } from './subject.ts';
import { timeRangeOf, type TimeRange } from './time-range.ts';

/** A stage that is ready for a story: data sources in place, texts loaded. */
export interface OpenStage {
  readonly Stage: typeof Stage;
  readonly subject: Subject;
  readonly address: string;
  readonly timeRange: TimeRange;
  /** Whether it shows values of GPUs, which the captured run had not. */
  readonly synthetic: boolean;
}

const texts = { pluginId: 'dynamo-observability-app', translations: [loadSceneTranslations] };
let spoken: Language | undefined;

/** Makes what a story shows be what the page's data sources answer. One story is open at a time. */
export async function openStage(shown: Shown, state: State, language: Language): Promise<OpenStage> {
  const subject = subjectOf(shown);
  const run = await capturedRun();
  await speak(language);
  const { dataSources, span } = await sourcesFor(state, panelsOf(subject), run);
  provideDataSources(dataSources);
  return {
    Stage,
    subject,
    address: addressOf(subject, state, span),
    timeRange: timeRangeOf(span),
    synthetic: readsGpus(subject) && state !== 'loading' && state !== 'failed',
  };
}

async function speak(language: Language): Promise<void> {
  if (spoken === undefined) {
    await startHost({ dataSources: [], language, ...texts });
  } else if (spoken !== language) {
    await changeLanguage(language, texts);
  }
  spoken = language;
}
