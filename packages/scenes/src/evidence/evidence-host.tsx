import {
  sceneGraph,
  SceneObjectBase,
  SceneObjectUrlSyncConfig,
  type SceneComponentProps,
  type SceneObject,
  type SceneObjectState,
  type SceneObjectUrlValues,
} from '@grafana/scenes';

import { EvidenceDrawer } from './evidence-drawer.tsx';
import { printPoint, readPoint, type Point } from './point.ts';
import type { EvidenceSite } from './site.ts';

interface EvidenceHostState extends SceneObjectState {
  readonly drawer?: EvidenceDrawer;
}

/**
 * Opens the drawer with the requests behind a point. The point stands in the address, so what is seen can be shared. One for each
 * page; it takes no room on it.
 */
export class EvidenceHost extends SceneObjectBase<EvidenceHostState> {
  protected override _urlSync = new SceneObjectUrlSyncConfig(this, { keys: ['point'] });

  constructor(private readonly site: EvidenceSite) {
    super({});
  }

  getUrlState(): SceneObjectUrlValues {
    const point = this.state.drawer?.state.point;
    return { point: point === undefined ? undefined : printPoint(point) };
  }

  updateFromUrl({ point }: SceneObjectUrlValues): void {
    const asked = typeof point === 'string' ? readPoint(point) : undefined;
    const shown = this.state.drawer?.state.point;
    if (asked === undefined) {
      this.close();
    } else if (shown === undefined || printPoint(shown) !== printPoint(asked)) {
      this.open(asked);
    }
  }

  /** A point of a panel that this site does not have, or that leads nowhere, opens nothing. */
  open(point: Point): void {
    const panel = this.site.panelNamed(point.panel);
    if (panel?.explain !== undefined) {
      this.setState({ drawer: new EvidenceDrawer(point, panel, panel.explain, this.site, () => this.close()) });
    }
  }

  close(): void {
    if (this.state.drawer !== undefined) {
      this.setState({ drawer: undefined });
    }
  }

  static Component = ({ model }: SceneComponentProps<EvidenceHost>): JSX.Element | null => {
    const { drawer } = model.useState();
    return drawer === undefined ? null : <drawer.Component model={drawer} key={printPoint(drawer.state.point)} />;
  };
}

/** The host of the page on which an object stands. */
export function evidenceHostOf(object: SceneObject): EvidenceHost | undefined {
  const found = sceneGraph.findObject(object, (candidate) => candidate instanceof EvidenceHost);
  return found instanceof EvidenceHost ? found : undefined;
}
