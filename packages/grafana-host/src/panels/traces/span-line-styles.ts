import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';

type Part =
  | 'row'
  | 'open'
  | 'name'
  | 'toggle'
  | 'turned'
  | 'service'
  | 'operation'
  | 'error'
  | 'time'
  | 'track'
  | 'bar'
  | 'event'
  | 'duration'
  | 'onBar';

export type SpanLineStyles = Readonly<Record<Part, string>>;

const clipped = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const;

/** The columns of names and bars, the same in every row. */
export const columns = 'minmax(160px, 38%) 1fr';

export const spanLineStyles = (theme: GrafanaTheme2): SpanLineStyles => ({ ...rowStyles(theme), ...barStyles(theme) });

const rowStyles = (theme: GrafanaTheme2) => ({
  row: css({
    display: 'grid',
    gridTemplateColumns: columns,
    height: theme.spacing(3.5),
    cursor: 'pointer',
    '&:hover': { background: theme.colors.action.hover },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.border}`, outlineOffset: -2 },
  }),
  open: css({ background: theme.colors.action.selected }),
  name: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(0.5), minWidth: 0, ...clipped }),
  toggle: css({
    flexShrink: 0,
    width: theme.spacing(2.5),
    padding: 0,
    border: 'none',
    background: 'none',
    color: theme.colors.text.secondary,
    '&:hover': { color: theme.colors.text.primary },
  }),
  turned: css({ transform: 'rotate(90deg)' }),
  service: css({
    flexShrink: 0,
    maxWidth: '45%',
    paddingLeft: theme.spacing(0.5),
    borderLeft: '3px solid',
    ...clipped,
  }),
  operation: css({ color: theme.colors.text.secondary, ...clipped }),
  error: css({ flexShrink: 0, color: theme.colors.error.text }),
});

const barStyles = (theme: GrafanaTheme2) => ({
  time: css({ minWidth: 0, padding: theme.spacing(0, 1), borderLeft: `1px solid ${theme.colors.border.weak}` }),
  track: css({
    position: 'relative',
    height: '100%',
    overflow: 'hidden',
    backgroundImage: `linear-gradient(to right, ${theme.colors.border.weak} 1px, transparent 1px)`,
    backgroundSize: '25% 100%',
  }),
  bar: css({ position: 'absolute', top: '30%', height: '40%', minWidth: 2, borderRadius: theme.shape.radius.default }),
  event: css({
    position: 'absolute',
    top: '25%',
    height: '50%',
    width: 1,
    background: theme.colors.text.maxContrast,
    opacity: 0.5,
  }),
  duration: css({
    position: 'absolute',
    lineHeight: theme.spacing(3.5),
    color: theme.colors.text.secondary,
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
  }),
  onBar: css({
    top: theme.spacing(0.75),
    padding: theme.spacing(0, 0.5),
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.primary,
    lineHeight: theme.spacing(2),
  }),
});
