import { SyntheticGpus, type Language, type ThemeName } from '@dynamo-observability/grafana-host';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { InlineSwitch, RadioButtonGroup, useStyles2 } from '@grafana/ui';

import type { Shown } from '../shown/shown.ts';
import { DataSelect, type DataChoice } from './data-select.tsx';

interface Props {
  readonly shown: Shown;
  readonly theme: ThemeName;
  readonly onTheme: (theme: ThemeName) => void;
  readonly language: Language;
  readonly onLanguage: (language: Language) => void;
  /** Undefined where nothing can be replayed. */
  readonly replay?: { readonly running: boolean; readonly onToggle: () => void };
  /** Undefined where the server was told what to show. */
  readonly data?: DataChoice;
}

/** Says what is shown, and what can be changed about the page. */
export function Header({ shown, theme, onTheme, language, onLanguage, replay, data }: Props): JSX.Element {
  const styles = useStyles2(getStyles);
  return (
    <header className={styles.bar}>
      <strong>{t('preview.name', 'Dynamo Observability preview')}</strong>
      <span className={styles.shown}>
        {describeShown(shown)} {shown.kind === 'capture' && shown.syntheticGpus === true && <SyntheticGpus />}
      </span>
      <div className={styles.controls}>
        {data !== undefined && <DataSelect {...data} />}
        {replay !== undefined && <ReplaySwitch {...replay} />}
        <RadioButtonGroup
          size="sm"
          aria-label={t('preview.theme.label', 'Theme')}
          value={theme}
          onChange={onTheme}
          options={[
            { value: 'dark', label: t('preview.theme.dark', 'Dark') },
            { value: 'light', label: t('preview.theme.light', 'Light') },
          ]}
        />
        <RadioButtonGroup
          size="sm"
          aria-label={t('preview.language.label', 'Language')}
          value={language}
          onChange={onLanguage}
          options={languages}
        />
      </div>
    </header>
  );
}

/** Each in its own language, whatever the page's is. */
const languages: Array<{ value: Language; label: string }> = [
  { value: 'en-US', label: 'English' },
  { value: 'zh-Hans', label: '简体中文' },
];

function ReplaySwitch({ running, onToggle }: NonNullable<Props['replay']>): JSX.Element {
  return (
    <InlineSwitch
      id="preview-replay"
      transparent
      showLabel
      label={t('preview.replay.label', 'Replay as if live')}
      title={t(
        'preview.replay.tooltip',
        'The capture happens now: it begins some minutes ago, goes on, and starts again at its end'
      )}
      value={running}
      onChange={onToggle}
    />
  );
}

/** React escapes. */
const asWritten = { interpolation: { escapeValue: false } };

function describeShown(shown: Shown): string {
  if (shown.kind === 'prometheus') {
    return [
      t('preview.shown.prometheus', 'Prometheus at {{address}}', { address: shown.address, ...asWritten }),
      ...(shown.loki === undefined
        ? []
        : [t('preview.shown.loki', 'Loki at {{address}}', { address: shown.loki.address, ...asWritten })]),
      ...(shown.tempo === undefined
        ? []
        : [t('preview.shown.tempo', 'Tempo at {{address}}', { address: shown.tempo.address, ...asWritten })]),
    ].join(' · ');
  }
  if (shown.kind === 'scenario') {
    return t('preview.shown.scenario', 'Simulated: {{name}}', { name: shown.name, ...asWritten });
  }
  return shown.file === undefined
    ? t('preview.shown.bundled', 'Real capture of Dynamo 1.6.1, mocker engines')
    : t('preview.shown.file', 'Capture {{file}}', { file: shown.file, ...asWritten });
}

const getStyles = (theme: GrafanaTheme2): Record<'bar' | 'shown' | 'controls', string> => ({
  bar: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 2),
    padding: theme.spacing(1, 2),
    background: theme.colors.background.primary,
    borderBottom: `1px solid ${theme.colors.border.weak}`,
  }),
  shown: css({ color: theme.colors.text.secondary, flexGrow: 1 }),
  controls: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1, 2) }),
});
