import { LoadingState } from '@grafana/data';
import { sceneGraph, SceneObjectBase, VizPanel, type SceneComponentProps, type VizPanelState } from '@grafana/scenes';
import { IconButton } from '@grafana/ui';
import { useEffect, useState } from 'react';

import { text } from '../language/translate.ts';

/** A panel without Grafana's own button that cancels its query: that one has no name for a screen reader. */
export class PanelWithoutCancel extends VizPanel {
  constructor(state: Partial<VizPanelState>) {
    super(state);
    Reflect.deleteProperty(this, 'onCancelQuery');
  }
}

/** Cancels the query of a panel that has been loading for a while. Stands among the items beside its title. */
export class CancelQuery extends SceneObjectBase {
  static Component = WhileLoading;

  constructor() {
    super({});
  }
}

/** As long as Grafana waits with its own button. */
const patienceMs = 2000;

function WhileLoading({ model }: SceneComponentProps<CancelQuery>): JSX.Element | null {
  const source = sceneGraph.getData(model);
  const { data } = source.useState();
  return data?.state === LoadingState.Loading ? <CancelButton onCancel={() => source.cancelQuery?.()} /> : null;
}

function CancelButton({ onCancel }: { readonly onCancel: () => void }): JSX.Element | null {
  const [takesLong, setTakesLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setTakesLong(true), patienceMs);
    return () => clearTimeout(timer);
  }, []);
  return takesLong ? <IconButton name="sync-slash" tooltip={text('panel.cancel-query')} onClick={onCancel} /> : null;
}
