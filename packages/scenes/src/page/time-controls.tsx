import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import {
  SceneObjectBase,
  SceneRefreshPicker,
  SceneTimePicker,
  type SceneComponentProps,
  type SceneObjectState,
} from '@grafana/scenes';
import { useStyles2 } from '@grafana/ui';

/** No faster than a scrape brings something new. */
const refreshIntervals = ['30s', '1m', '5m', '15m'];

interface TimeControlsState extends SceneObjectState {
  readonly picker: SceneTimePicker;
  readonly refresh: SceneRefreshPicker;
}

/** The time range and its refresh, which stay together when the controls of a page wrap. */
export class TimeControls extends SceneObjectBase<TimeControlsState> {
  static Component = Together;

  constructor() {
    super({
      picker: new SceneTimePicker({ isOnCanvas: true }),
      // Its text is also its name for screen readers; the icon alone has none.
      refresh: new SceneRefreshPicker({ isOnCanvas: true, withText: true, refresh: '', intervals: refreshIntervals }),
    });
  }
}

function Together({ model }: SceneComponentProps<TimeControls>): JSX.Element {
  const styles = useStyles2(getTogetherStyles);
  const { picker, refresh } = model.useState();
  return (
    <div className={styles}>
      <picker.Component model={picker} />
      <refresh.Component model={refresh} />
    </div>
  );
}

const getTogetherStyles = (theme: GrafanaTheme2): string =>
  css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1), maxWidth: '100%' });

/** Pushes what follows to the right, and unlike Scenes' own spacer takes no room where there is none to spare. */
export class ControlsSpacer extends SceneObjectBase {
  static Component = Spacer;

  constructor() {
    super({});
  }
}

function Spacer(): JSX.Element {
  return <div className={useStyles2(getSpacerStyles)} />;
}

const getSpacerStyles = (theme: GrafanaTheme2): string =>
  css({ flexGrow: 1, marginLeft: `calc(-1 * ${theme.spacing(2)})` });
