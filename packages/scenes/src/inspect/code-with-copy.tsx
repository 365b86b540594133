import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';

import type { TextKey } from '../language/texts.ts';
import { text } from '../language/translate.ts';
import { copy } from '../menu/clipboard.ts';

interface Props {
  readonly code: string;
  /** What is said when it has been copied. */
  readonly copied: TextKey;
}

/** A text to read and to take along. */
export function CodeWithCopy({ code, copied }: Props): JSX.Element {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.frame}>
      <Button
        className={styles.button}
        icon="copy"
        size="sm"
        variant="secondary"
        aria-label={text('inspect.copy')}
        tooltip={text('inspect.copy')}
        onClick={() => void copy(code, copied)}
      />
      <pre className={styles.code}>{code}</pre>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2): Record<'frame' | 'button' | 'code', string> => ({
  frame: css({ position: 'relative' }),
  button: css({ position: 'absolute', top: theme.spacing(1), right: theme.spacing(1) }),
  code: css({ padding: theme.spacing(1, 6, 1, 1), whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }),
});
