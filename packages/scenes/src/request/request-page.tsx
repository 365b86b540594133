import {
  EmbeddedScene,
  SceneAppPage,
  SceneControlsSpacer,
  SceneReactObject,
  SceneTimePicker,
  SceneTimeRange,
  SceneVariableSet,
  VariableValueSelectors,
  type SceneAppPageLike,
} from '@grafana/scenes';
import { EmptyState } from '@grafana/ui';

import type { EvidenceSite } from '../evidence/site.ts';
import { text } from '../language/translate.ts';
import { sceneVariable } from '../variables/variables.ts';
import { RequestScene } from './request-scene.tsx';

/** A day: a request is looked up by its id, and only its log lines need a range while the trace is not known. */
const range = { from: 'now-24h', to: 'now' };

interface RequestPageOptions {
  readonly url: string;
  readonly site: EvidenceSite;
  readonly timeRange?: { readonly from: string; readonly to: string };
  readonly parent: SceneAppPageLike;
}

const isTraceId = (id: string): boolean => /^[0-9a-f]{1,32}$/i.test(id);

/** The page of one request, by the id of its trace. */
export function requestPage(id: string, options: RequestPageOptions): SceneAppPage {
  return new SceneAppPage({
    title: text('request.title', { id: id.slice(0, 32) }),
    url: options.url,
    routePath: '*',
    getParentPage: () => options.parent,
    preserveUrlKeys: ['from', 'to', 'timezone'],
    getScene: () => (isTraceId(id) ? requestScene(id.toLowerCase(), options) : notAnId(id)),
  });
}

const kinds = ['prometheus', 'tempo', 'loki'] as const;

function requestScene(traceId: string, { site, timeRange = range }: RequestPageOptions) {
  const variables = kinds.map((plugin) => {
    const label = text(`request.source.${plugin}`);
    return sceneVariable({ type: 'datasource', name: `${plugin}_datasource`, label, plugin }, site.dataSources);
  });
  return new EmbeddedScene({
    $timeRange: new SceneTimeRange(timeRange),
    $variables: new SceneVariableSet({ variables }),
    controls: [new VariableValueSelectors({}), new SceneControlsSpacer(), new SceneTimePicker({ isOnCanvas: true })],
    body: new RequestScene(traceId, site),
  });
}

const notAnId = (id: string): EmbeddedScene =>
  new EmbeddedScene({
    body: new SceneReactObject({
      component: () => (
        <EmptyState variant="not-found" message={text('request.not-an-id.title')}>
          {text('request.not-an-id.explanation', { id })}
        </EmptyState>
      ),
    }),
  });
