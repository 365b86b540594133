import { createDynamoApp } from '@dynamo-observability/scenes';
import { useMemo } from 'react';
import { Navigate, Route, Routes, useLocation } from 'react-router-dom';

import { BASE_PATH } from './base-path.ts';
import { useKeptParameters, type KeptParameters } from './kept-parameters.ts';
import type { Range } from './replay/use-replay.ts';

interface Props {
  /** What a page opens on. */
  readonly range: Range;
  readonly kept: KeptParameters;
}

/** The app's own scenes, at the addresses that they have in Grafana. Built once for a range, a theme and a language. */
export function Pages({ range, kept }: Props): JSX.Element {
  const { from, to } = range;
  const app = useMemo(() => createDynamoApp({ basePath: BASE_PATH, defaultTimeRange: { from, to } }), [from, to]);
  const { search } = useLocation();
  useKeptParameters(kept);
  return (
    <Routes>
      <Route path={`${BASE_PATH}/*`} element={<app.Component model={app} />} />
      <Route path="*" element={<Navigate replace to={{ pathname: `${BASE_PATH}/dynamo`, search }} />} />
    </Routes>
  );
}
