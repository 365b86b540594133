import type { Explain, Panel } from '@dynamo-observability/dashboards';
import { dateTimeFormat, getValueFormat } from '@grafana/data';
import {
  sceneGraph,
  SceneObjectBase,
  type SceneComponentProps,
  type SceneFlexLayout,
  type SceneObjectState,
} from '@grafana/scenes';
import { Drawer } from '@grafana/ui';

import { text } from '../language/translate.ts';
import { chosenModels } from './chosen-models.ts';
import { dataSourceFor, usableSourceFor } from './data-sources.ts';
import { EvidenceView } from './evidence-view.tsx';
import { findEvidence, type Evidence } from './find-evidence.ts';
import { momentOf } from './moment-of.ts';
import { momentScene } from './moment-scene.ts';
import type { Moment } from './moment.ts';
import type { Point } from './point.ts';
import type { EvidenceSite } from './site.ts';

interface EvidenceDrawerState extends SceneObjectState {
  readonly point: Point;
  readonly panel: Panel;
  /** Undefined while it is looked for. */
  readonly evidence?: Evidence;
  /** Log lines and other panels at that moment. */
  readonly surroundings?: SceneFlexLayout;
  readonly moment?: Moment;
}

/** What stands behind a point: the requests, the log lines, and the same moment on other panels. */
export class EvidenceDrawer extends SceneObjectBase<EvidenceDrawerState> {
  constructor(
    point: Point,
    panel: Panel,
    private readonly explain: Explain,
    readonly site: EvidenceSite,
    readonly close: () => void
  ) {
    super({ point, panel });
    this.addActivationHandler(() => {
      let wanted = true;
      void this.find(() => wanted);
      return () => {
        wanted = false;
      };
    });
  }

  private async find(isWanted: () => boolean): Promise<void> {
    const { point, panel } = this.state;
    const { explain, site } = this;
    const [prometheus, loki] = await Promise.all([
      usableSourceFor('prometheus', this, site.dataSources),
      usableSourceFor('loki', this, site.dataSources),
    ]);
    const moment = momentOf(point, panel, sceneGraph.getTimeRange(this).state.value, prometheus);
    if (!isWanted()) {
      return;
    }
    this.setState({ moment });
    const evidence = await findEvidence(point, explain, moment, chosenModels(this), {
      prometheus: () => Promise.resolve(prometheus),
      tempo: () => dataSourceFor('tempo', this, site.dataSources),
      loki: () => dataSourceFor('loki', this, site.dataSources),
    });
    const surroundings = await momentScene({ panel, explain, moment, evidence, loki, site });
    if (isWanted()) {
      this.setState({ evidence, surroundings });
    }
  }

  static Component = ({ model }: SceneComponentProps<EvidenceDrawer>): JSX.Element => {
    const { point, panel, evidence, surroundings, moment } = model.useState();
    return (
      <Drawer
        title={text('evidence.title', { panel: panel.title })}
        subtitle={subtitle(point, panel)}
        size="lg"
        onClose={model.close}
      >
        <EvidenceView
          signal={model.explain.signal}
          evidence={evidence}
          moment={moment}
          hrefOf={model.site.requestHref}
        />
        {surroundings === undefined ? null : <surroundings.Component model={surroundings} />}
      </Drawer>
    );
  };
}

function subtitle({ timeMs, value, above, below, labels }: Point, panel: Panel): string {
  const format = (number: number) => {
    const unit = panel.kind === 'heatmap' ? 's' : (panel.fieldConfig.defaults.unit ?? 'short');
    const { text: written, suffix = '' } = getValueFormat(unit)(number);
    return written + suffix;
  };
  const shown =
    above !== undefined || below !== undefined
      ? `${above === undefined ? '0' : format(above)} – ${below === undefined ? '∞' : format(below)}`
      : value === undefined
        ? ''
        : format(value);
  const time = timeMs === undefined ? text('evidence.over-range') : dateTimeFormat(timeMs);
  return [shown, time, ...Object.values(labels)].filter((part) => part !== '').join(' · ');
}
