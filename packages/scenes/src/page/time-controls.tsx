import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import {
  SceneObjectBase,
  SceneRefreshPicker,
  SceneTimePicker,
  type SceneComponentProps,
  type SceneObjectRef,
  type SceneObjectState,
  type SceneTimeRangeCompare,
} from '@grafana/scenes';
import { useStyles2 } from '@grafana/ui';

import { MarksControl } from '../annotations/marks-control.tsx';

/** No faster than a scrape brings something new. */
const refreshIntervals = ['30s', '1m', '5m', '15m'];

interface TimeControlsState extends SceneObjectState {
  readonly marks: MarksControl;
  /** Belongs to the scene itself, for only there do its panels find it. */
  readonly compare: SceneObjectRef<SceneTimeRangeCompare>;
  readonly picker: SceneTimePicker;
  readonly refresh: SceneRefreshPicker;
}

/** What has to do with time, at the right edge of a page. It stays together when the controls wrap, and so needs fewer lines. */
export class TimeControls extends SceneObjectBase<TimeControlsState> {
  static Component = Together;

  constructor(compare: SceneTimeRangeCompare) {
    super({
      marks: new MarksControl(),
      compare: compare.getRef(),
      picker: new SceneTimePicker({ isOnCanvas: true }),
      // Its text is also its name for screen readers; the icon alone has none.
      refresh: new SceneRefreshPicker({ isOnCanvas: true, withText: true, refresh: '', intervals: refreshIntervals }),
    });
  }
}

function Together({ model }: SceneComponentProps<TimeControls>): JSX.Element {
  const styles = useStyles2(getStyles);
  const { marks, compare, picker, refresh } = model.useState();
  const compared = compare.resolve();
  return (
    <div className={styles}>
      <marks.Component model={marks} />
      <compared.Component model={compared} />
      <picker.Component model={picker} />
      <refresh.Component model={refresh} />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2): string =>
  css({
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'flex-end',
    gap: theme.spacing(1),
    maxWidth: '100%',
    marginLeft: 'auto',
  });
