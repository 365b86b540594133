import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { SceneObjectBase, type SceneComponentProps, type SceneObjectState } from '@grafana/scenes';
import { Modal, useStyles2 } from '@grafana/ui';
import { Fragment } from 'react';

import { text } from '../language/translate.ts';
import { shortcutGroups, type ShortcutGroup } from './shortcuts.ts';

interface ShortcutsHelpState extends SceneObjectState {
  readonly onClose: () => void;
}

/** Every shortcut of a page, over the page. */
export class ShortcutsHelp extends SceneObjectBase<ShortcutsHelpState> {
  static Component = ({ model }: SceneComponentProps<ShortcutsHelp>): JSX.Element => (
    <Modal isOpen title={text('shortcuts.title')} onDismiss={model.state.onClose}>
      {shortcutGroups.map((group) => (
        <Group key={group.title} {...group} />
      ))}
    </Modal>
  );
}

function Group({ title, shortcuts }: ShortcutGroup): JSX.Element {
  const styles = useStyles2(getStyles);
  return (
    <section>
      <h3 className={styles.title}>{text(title)}</h3>
      <dl className={styles.list}>
        {shortcuts.map(({ does, keys }) => (
          <Fragment key={does}>
            <dt>{text(`shortcuts.${does}`)}</dt>
            <dd className={styles.keys}>
              {keys.map((each, i) => (
                <Fragment key={each}>
                  {i > 0 && ' / '}
                  {each.split(' ').map((key) => (
                    <kbd key={key}>{drawn(key)}</kbd>
                  ))}
                </Fragment>
              ))}
            </dd>
          </Fragment>
        ))}
      </dl>
    </section>
  );
}

const signs: Readonly<Record<string, string>> = { left: '←', right: '→', esc: 'Esc' };

/** Macs have Command where others have Control. */
const drawn = (key: string): string =>
  (signs[key] ?? key).replace('mod+', /mac/i.test(navigator.userAgent) ? '⌘ ' : 'Ctrl+');

const getStyles = (theme: GrafanaTheme2): Record<'title' | 'list' | 'keys', string> => ({
  title: css({ ...theme.typography.h5, marginBottom: theme.spacing(1) }),
  list: css({
    display: 'grid',
    gridTemplateColumns: '1fr auto',
    gap: theme.spacing(0.75, 2),
    marginBottom: theme.spacing(3),
    '& dt': { fontWeight: theme.typography.fontWeightRegular },
  }),
  keys: css({ margin: 0, display: 'flex', gap: theme.spacing(0.5), '& kbd': { whiteSpace: 'nowrap' } }),
});
