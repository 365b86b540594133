import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import type { VizPanel } from '@grafana/scenes';
import { Button, useStyles2 } from '@grafana/ui';
import { useEffect, useRef } from 'react';

import { text } from '../language/translate.ts';

interface Props {
  readonly panel: VizPanel;
  readonly onBack: () => void;
}

/** A panel as large as the window allows, and the way back to the others. */
export function ViewedPanel({ panel, onBack }: Props): JSX.Element {
  const styles = useStyles2(getStyles);
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => back.current?.focus({ preventScroll: true }), [panel]);
  return (
    <div className={styles.page}>
      <Button ref={back} icon="arrow-left" fill="text" variant="secondary" size="sm" onClick={onBack}>
        {text('view-panel.back')}
      </Button>
      <div className={styles.panel}>
        <panel.Component model={panel} />
      </div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2): Record<'page' | 'panel', string> => ({
  page: css({ flexGrow: 1, display: 'flex', flexDirection: 'column', alignItems: 'flex-start', minWidth: 0 }),
  // The title, tabs and controls of the page stand above it.
  panel: css({ width: '100%', height: `max(400px, calc(100vh - ${theme.spacing(36)}))` }),
});
