import { css } from '@emotion/css';
import type { DataFrame, GrafanaTheme2 } from '@grafana/data';
import {
  SceneDataTransformer,
  SceneObjectBase,
  type CustomTransformerDefinition,
  type SceneComponentProps,
  type SceneObjectState,
  type VizPanel,
} from '@grafana/scenes';
import { Button, useStyles2 } from '@grafana/ui';
import { map } from 'rxjs';

import { text } from '../language/translate.ts';
import { isPanel } from '../panel/is-panel.ts';
import { largestSeries } from './largest-series.ts';

/** More lines than this cannot be told apart, and slow a page down. */
const limit = 20;

interface SeriesLimitState extends SceneObjectState {
  readonly showAll: boolean;
  /** How many series there are. */
  readonly total: number;
}

/** Keeps a panel to its largest series, and says so beside its title, with a way to see all. */
export class SeriesLimit extends SceneObjectBase<SeriesLimitState> {
  static Component = Notice;

  /** What the panel would draw without a limit. */
  all: readonly DataFrame[] = [];

  constructor() {
    super({ showAll: false, total: 0 });
  }

  /** The last transformation of the panel's data. A new array in any case (grafana-practice.md C2). */
  readonly transformation: CustomTransformerDefinition = () => (source) =>
    source.pipe(map((frames) => this.apply(frames)));

  private apply(frames: readonly DataFrame[]): DataFrame[] {
    const { frames: largest, total } = largestSeries(frames, limit);
    this.all = frames;
    if (total !== this.state.total) {
      this.setState({ total });
    }
    return this.state.showAll ? [...frames] : largest;
  }

  toggle(): void {
    this.setState({ showAll: !this.state.showAll });
    const data = isPanel(this.parent) ? this.parent.state.$data : undefined;
    if (data instanceof SceneDataTransformer) {
      data.reprocessTransformations();
    }
  }
}

/** Every series of a panel, also those that it does not draw. Undefined for panels without a limit. */
export function allSeriesOf({ state: { titleItems } }: VizPanel): readonly DataFrame[] | undefined {
  const items: readonly unknown[] = [titleItems].flat();
  return items.find((item) => item instanceof SeriesLimit)?.all;
}

function Notice({ model }: SceneComponentProps<SeriesLimit>): JSX.Element | null {
  const styles = useStyles2(getStyles);
  const { showAll, total } = model.useState();
  if (total <= limit) {
    return null;
  }
  const counts = { shown: String(showAll ? total : limit), total: String(total), limit: String(limit) };
  return (
    <span className={styles}>
      {text('series-limit.shown', counts)}
      <Button size="sm" fill="text" variant="secondary" onClick={() => model.toggle()}>
        {text(showAll ? 'series-limit.show-largest' : 'series-limit.show-all', counts)}
      </Button>
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2): string =>
  css({
    display: 'flex',
    alignItems: 'center',
    whiteSpace: 'nowrap',
    color: theme.colors.text.secondary,
    ...theme.typography.bodySmall,
  });
