import { dashboards, type Dashboard, type Placed } from '@dynamo-observability/dashboards';
import { memoryLocation, PreviewRoot, SyntheticGpus, type ThemeName } from '@dynamo-observability/grafana-host';
import { createDynamoApp, createPanelScene } from '@dynamo-observability/scenes';
import { useMemo } from 'react';
import { Route, Routes } from 'react-router-dom';

import { BASE_PATH, pathOf } from './addresses.ts';
import { panelSize } from './panel-size.ts';
import type { Subject } from './subject.ts';
import type { TimeRange } from './time-range.ts';

interface Props {
  readonly subject: Subject;
  readonly theme: ThemeName;
  /** Where the app opens. */
  readonly address: string;
  readonly timeRange: TimeRange;
  /** Whether GPUs were made up for what is shown. */
  readonly synthetic: boolean;
}

/** What a story shows with what Grafana puts around it. Scenes keep the theme and language they were built in: give each its own key. */
export function Stage({ subject, theme, address, timeRange, synthetic }: Props): JSX.Element {
  const location = useMemo(() => memoryLocation(address), [address]);
  return (
    <PreviewRoot theme={theme} location={location}>
      {subject.kind === 'panel' ? <PanelAlone {...subject} timeRange={timeRange} /> : <App timeRange={timeRange} />}
      {synthetic && (
        <footer style={{ padding: 16 }}>
          <SyntheticGpus />
        </footer>
      )}
    </PreviewRoot>
  );
}

/** The app, as Grafana opens it. */
function App({ timeRange }: Pick<Props, 'timeRange'>): JSX.Element {
  const app = useMemo(() => createDynamoApp({ basePath: BASE_PATH, defaultTimeRange: timeRange }), [timeRange]);
  return (
    <Routes>
      <Route path={`${BASE_PATH}/*`} element={<app.Component model={app} />} />
    </Routes>
  );
}

interface PanelProps {
  readonly dashboard: Dashboard;
  readonly placed: Placed;
  readonly timeRange: TimeRange;
}

/** A panel of a page, as large as it is there. */
function PanelAlone({ dashboard, placed, timeRange }: PanelProps): JSX.Element {
  const scene = useMemo(
    () => createPanelScene(dashboard, placed.panel.id, { site: dashboards, pathOf, timeRange }),
    [dashboard, placed, timeRange]
  );
  const { width, height } = panelSize(placed);
  return (
    <main style={{ display: 'flex', boxSizing: 'border-box', width, maxWidth: '100%', height, margin: 16 }}>
      <scene.Component model={scene} />
    </main>
  );
}
