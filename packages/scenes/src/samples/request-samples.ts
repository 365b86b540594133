import { sceneGraph, SceneObjectBase, type SceneObject, type SceneObjectState } from '@grafana/scenes';

import { chosenModels } from '../evidence/chosen-models.ts';
import { usableSourceFor } from '../evidence/data-sources.ts';
import type { EvidenceRequest } from '../evidence/evidence-request.ts';
import type { Moment } from '../evidence/moment.ts';
import type { EvidenceSite } from '../evidence/site.ts';
import { cellsOf } from './cells.ts';
import { firstThatAnswers, searchInLogs, searchInTraces, type SampleSearch } from './search.ts';

interface RequestSamplesState extends SceneObjectState {
  readonly requests: readonly EvidenceRequest[];
}

/** Spans arrive when their request ends; before that a part of the range may still gain requests. */
const longestRequestMs = 120_000;

/**
 * Some real requests of the range of a page, for charts of latencies where no exemplars came: one search for all charts, and only
 * when a chart that is drawn asks. A behaviour of the page's scene.
 */
export class RequestSamples extends SceneObjectBase<RequestSamplesState> {
  /** What was asked for last: charts ask for the same. */
  private asked = '';
  /** Data sources and models that `known` is of. */
  private of = '';
  private known = new Map<string, Promise<readonly EvidenceRequest[]>>();

  constructor(readonly site: EvidenceSite) {
    super({ requests: [] });
  }

  range(): Moment {
    const { from, to } = sceneGraph.getTimeRange(this).state.value;
    return { fromMs: from.valueOf(), toMs: to.valueOf() };
  }

  /** Has requests looked for, unless those of this range and these models already are. Never throws; charts do well without. */
  want(): void {
    const range = this.range();
    const models = chosenModels(this);
    const asked = JSON.stringify([range, models]);
    if (asked !== this.asked) {
      this.asked = asked;
      void this.find(range, models, () => this.asked === asked).catch(() => undefined);
    }
  }

  private async find(range: Moment, models: readonly string[], isWanted: () => boolean): Promise<void> {
    const { dataSources } = this.site;
    const [tempo, loki] = await Promise.all([
      usableSourceFor('tempo', this, dataSources),
      usableSourceFor('loki', this, dataSources),
    ]);
    if (!isWanted()) {
      return;
    }
    this.forgetUnless(JSON.stringify([tempo?.uid, loki?.uid, models]));
    const searches = [
      ...(tempo === undefined ? [] : [searchInTraces(tempo, models)]),
      ...(loki === undefined ? [] : [searchInLogs(loki, models)]),
    ];
    const found = await Promise.all(this.inParts(range, firstThatAnswers(searches)));
    if (isWanted()) {
      this.setState({ requests: found.flat() });
    }
  }

  /** Requests of other models, or of other data sources, are no samples of what the charts show now. */
  private forgetUnless(of: string): void {
    if (of !== this.of) {
      this.of = of;
      this.known.clear();
      this.setState({ requests: [] });
    }
  }

  /** Parts that are over are not searched twice. A part whose search fails has no requests, and is tried again next time. */
  private inParts(range: Moment, search: SampleSearch): ReadonlyArray<Promise<readonly EvidenceRequest[]>> {
    const before = this.known;
    this.known = new Map();
    return cellsOf(range).map((cell) => {
      const key = `${cell.fromMs}-${cell.toMs}`;
      const searched = before.get(key) ?? search(cell);
      if (cell.toMs + longestRequestMs < Date.now()) {
        this.known.set(key, searched);
      }
      return searched.catch(() => {
        this.known.delete(key);
        return [];
      });
    });
  }
}

/** The samples of the page on which an object stands. */
export function samplesOf(object: SceneObject): RequestSamples | undefined {
  const found = sceneGraph.findObject(object, (candidate) => candidate instanceof RequestSamples);
  return found instanceof RequestSamples ? found : undefined;
}
