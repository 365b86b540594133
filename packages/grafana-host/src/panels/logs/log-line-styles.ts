import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';

type Part =
  'row' | 'open' | 'bar' | 'time' | 'level' | 'text' | 'wrapped' | 'label' | 'match' | 'details' | 'section' | 'title';

export type LogLineStyles = Readonly<Record<Part, string>>;

export const logLineStyles = (theme: GrafanaTheme2): LogLineStyles => ({
  row: css({
    display: 'flex',
    gap: theme.spacing(1),
    minWidth: 'max-content',
    padding: theme.spacing(0.25, 1, 0.25, 0),
    cursor: 'pointer',
    '&:hover': { background: theme.colors.action.hover },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.border}`, outlineOffset: -2 },
  }),
  open: css({ background: theme.colors.action.selected }),
  bar: css({ flexShrink: 0, width: 4 }),
  time: css({ flexShrink: 0, color: theme.colors.text.secondary, fontVariantNumeric: 'tabular-nums' }),
  level: css({ flexShrink: 0, width: '8ch', color: theme.colors.text.secondary }),
  text: css({ whiteSpace: 'pre' }),
  wrapped: css({ minWidth: 0, '& > *:last-child': { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', minWidth: 0 } }),
  label: css({ marginRight: theme.spacing(1), color: theme.colors.text.secondary }),
  match: css({
    padding: 0,
    background: theme.colors.warning.transparent,
    color: 'inherit',
    boxShadow: `0 1px 0 ${theme.colors.warning.border}`,
  }),
  details: css({
    padding: theme.spacing(1, 2),
    background: theme.colors.background.secondary,
    borderBottom: `1px solid ${theme.colors.border.weak}`,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  }),
  section: css({ marginTop: theme.spacing(1) }),
  title: css({ margin: theme.spacing(0, 0, 0.5), color: theme.colors.text.secondary }),
});
