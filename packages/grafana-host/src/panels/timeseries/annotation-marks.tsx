import { css } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { useStyles2, type UPlotConfigBuilder } from '@grafana/ui';
import { useLayoutEffect, useReducer, useState } from 'react';
import { createPortal } from 'react-dom';
import type uPlot from 'uplot';

import { groupMarks, type Mark, type MarkGroup } from './marks.ts';

interface Props {
  readonly config: UPlotConfigBuilder;
  readonly marks: readonly Mark[];
  readonly timeZone: string;
}

/** What happened, as dashed lines over the chart with a foot below; hovering a foot says what it was. Out of the way of the Tab key. */
export function AnnotationMarks({ config, marks, timeZone }: Props): JSX.Element | null {
  const [plot, setPlot] = useState<uPlot>();
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useLayoutEffect(() => {
    config.addHook('init', setPlot);
    // uPlot moves its scales while it draws; the marks follow once it is done.
    config.addHook('draw', () => queueMicrotask(redraw));
  }, [config]);
  if (plot === undefined) {
    return null;
  }
  const groups = groupMarks(marks, (timeMs) => plot.valToPos(timeMs, 'x'), plot.over.clientWidth);
  return createPortal(
    groups.map((group) => <Group key={group.left} group={group} width={plot.over.clientWidth} timeZone={timeZone} />),
    plot.over
  );
}

interface GroupProps {
  readonly group: MarkGroup;
  /** Of the chart, in pixels. */
  readonly width: number;
  readonly timeZone: string;
}

function Group({ group, width, timeZone }: GroupProps): JSX.Element {
  const styles = useStyles2(getStyles);
  const [isHovered, setHovered] = useState(false);
  const { left, right, marks } = group;
  const colour = marks[0]?.colour;
  return (
    <>
      {marks.map((mark, i) => (
        <div key={i} className={styles.line} style={{ left, borderColor: mark.colour }} />
      ))}
      <div
        role="img"
        aria-label={marks.map(wordsOf).join('; ')}
        data-testid="annotation-mark"
        className={styles.foot}
        style={{ left: left - 5, width: Math.max(10, right - left), borderBottomColor: colour }}
        onMouseEnter={() => setHovered(true)}
        onMouseLeave={() => setHovered(false)}
      />
      {isHovered && (
        <ul className={styles.what} style={{ left, transform: `translateX(-${(100 * left) / width}%)` }}>
          {marks.map((mark, i) => (
            <li key={i}>{`${dateTimeFormat(mark.fromMs, { timeZone })} ${wordsOf(mark)}`}</li>
          ))}
        </ul>
      )}
    </>
  );
}

const wordsOf = ({ title, text }: Mark): string => [title, text].filter((part) => part !== '').join(': ');

const getStyles = (theme: GrafanaTheme2): Record<'line' | 'foot' | 'what', string> => ({
  line: css({ position: 'absolute', top: 0, bottom: 0, borderLeft: '1px dashed', pointerEvents: 'none', zIndex: 1 }),
  foot: css({
    position: 'absolute',
    bottom: 0,
    height: 8,
    borderBottom: '5px solid',
    zIndex: theme.zIndex.activePanel,
  }),
  what: css({
    position: 'absolute',
    bottom: 12,
    padding: theme.spacing(1),
    listStyle: 'none',
    width: 'max-content',
    maxWidth: '100%',
    background: theme.colors.background.elevated,
    boxShadow: theme.shadows.z2,
    borderRadius: theme.shape.radius.default,
    pointerEvents: 'none',
    zIndex: theme.zIndex.tooltip,
  }),
});
