import {
  SceneObjectBase,
  type AdHocFiltersVariable,
  type SceneComponentProps,
  type SceneObjectRef,
  type SceneObjectState,
} from '@grafana/scenes';
import { InlineLabel } from '@grafana/ui';

interface FiltersControlState extends SceneObjectState {
  /** Part of the body of the page; here they are only shown. */
  readonly filters: SceneObjectRef<AdHocFiltersVariable>;
}

/** The filters of a page among its other controls. */
export class FiltersControl extends SceneObjectBase<FiltersControlState> {
  static Component = ({ model }: SceneComponentProps<FiltersControl>): JSX.Element => {
    const filters = model.state.filters.resolve();
    const { label, description } = filters.state;
    return (
      <div style={{ display: 'flex' }}>
        <InlineLabel width="auto" tooltip={description ?? ''}>
          {label}
        </InlineLabel>
        <filters.Component model={filters} />
      </div>
    );
  };
}
