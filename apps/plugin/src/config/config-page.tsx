import type { AppPluginMeta, PluginConfigPageProps } from '@grafana/data';
import { Alert, Button, Stack } from '@grafana/ui';
import { useState } from 'react';

import { text } from '../language/text.ts';
import { DataSourceChoice } from './data-source-choice.tsx';
import { saveSettings } from './save-settings.ts';
import { readSettings, signals, type Settings, type Signal } from './settings.ts';

/** Where an administrator chooses the data sources of the app and sees what they hold of Dynamo. */
export default function ConfigPage({ plugin }: PluginConfigPageProps<AppPluginMeta>): JSX.Element {
  const [settings, setSettings] = useState<Settings>(() => readSettings(plugin.meta.jsonData));
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<string>();
  const choose = (signal: Signal) => (uid: string | undefined) => {
    const { [signal]: _, ...others } = settings;
    setSettings(uid === undefined ? others : { ...others, [signal]: uid });
  };
  const save = async () => {
    setSaving(true);
    try {
      await saveSettings(plugin.meta, settings);
      // Grafana hands the new settings to the app when it starts.
      window.location.reload();
    } catch (reason) {
      setProblem(messageOf(reason));
      setSaving(false);
    }
  };
  return (
    <Stack direction="column" alignItems="flex-start">
      <p>{text('config.explanation')}</p>
      {signals.map((signal) => (
        <DataSourceChoice key={signal} signal={signal} uid={settings[signal]} onChange={choose(signal)} />
      ))}
      {problem === undefined ? null : (
        <Alert severity="error" title={text('config.not-saved')}>
          {problem}
        </Alert>
      )}
      <Button disabled={saving} onClick={() => void save()}>
        {text(saving ? 'config.saving' : 'config.save')}
      </Button>
    </Stack>
  );
}

/** Grafana's server answers with its words in `data`. */
function messageOf(reason: unknown): string {
  const { data, message } = Object(reason) as { data?: { message?: string }; message?: string };
  return data?.message ?? message ?? String(reason);
}
