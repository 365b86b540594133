import {
  SceneDataLayerSet,
  sceneGraph,
  SceneObjectBase,
  type CancelActivationHandler,
  type SceneComponentProps,
  type SceneDataLayerProvider,
  type SceneObjectState,
} from '@grafana/scenes';
import { Dropdown, Menu, ToolbarButton } from '@grafana/ui';

import { text } from '../language/translate.ts';

interface MarksControlState extends SceneObjectState {
  /** The kinds of marks that are shown, of those that there are; for the button to say how many. */
  readonly shown: number;
}

/** Which kinds of marks the charts of a page show. In place of Scenes' own switches, which take a row of the page. */
export class MarksControl extends SceneObjectBase<MarksControlState> {
  static Component = MarksMenu;

  constructor() {
    super({ shown: 0 });
    this.addActivationHandler(() => this.count());
  }

  kinds(): readonly SceneDataLayerProvider[] {
    return sceneGraph
      .getDataLayers(this)
      .flatMap((layer) => (layer instanceof SceneDataLayerSet ? layer.state.layers : [layer]));
  }

  private count(): CancelActivationHandler {
    const update = () => this.setState({ shown: this.kinds().filter(({ state }) => state.isEnabled).length });
    const subscriptions = this.kinds().map((kind) => kind.subscribeToState(update));
    update();
    return () => subscriptions.forEach((subscription) => subscription.unsubscribe());
  }
}

function MarksMenu({ model }: SceneComponentProps<MarksControl>): JSX.Element | null {
  const { shown } = model.useState();
  const kinds = model.kinds();
  if (kinds.length === 0) {
    return null;
  }
  const label = text('marks.shown', { shown: String(shown), all: String(kinds.length) });
  const menu = (
    <Menu>
      {kinds.map((kind) => (
        <Kind key={kind.state.key} kind={kind} />
      ))}
    </Menu>
  );
  return (
    <Dropdown overlay={menu} placement="bottom-start">
      <ToolbarButton variant="canvas" icon="tag-alt" isOpen={false} aria-label={label} tooltip={label} />
    </Dropdown>
  );
}

function Kind({ kind }: { readonly kind: SceneDataLayerProvider }): JSX.Element {
  const { name, description, isEnabled } = kind.useState();
  return (
    <Menu.Item
      label={name}
      {...(description === undefined ? {} : { description })}
      role="menuitemcheckbox"
      ariaChecked={isEnabled === true}
      icon={isEnabled === true ? 'check-square' : 'square-shape'}
      onClick={(event) => {
        // The menu stays open for the next one.
        event.stopPropagation();
        kind.setState({ isEnabled: isEnabled !== true });
      }}
    />
  );
}
