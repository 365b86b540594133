import { DataSourcePicker } from '@grafana/runtime';
import { Alert, Button, Field, Stack } from '@grafana/ui';
import { useState } from 'react';

import { text } from '../language/text.ts';
import type { Signal } from './settings.ts';
import { testDataSource, type Finding } from './test-data-source.ts';

interface Props {
  readonly signal: Signal;
  readonly uid: string | undefined;
  /** Undefined: none is chosen. */
  readonly onChange: (uid: string | undefined) => void;
}

const Found = ({ severity, lines }: Finding): JSX.Element => (
  <Alert severity={severity} title={lines[0] ?? ''}>
    {lines.slice(1).join(' ')}
  </Alert>
);

/** The data source of one signal, with a button that asks it something. */
export function DataSourceChoice({ signal, uid, onChange }: Props): JSX.Element {
  const [finding, setFinding] = useState<Finding>();
  const name = text(`config.${signal}`);
  const change = (next: string | undefined) => {
    setFinding(undefined);
    onChange(next);
  };
  const test = async (chosen: string) => {
    setFinding(undefined);
    setFinding(await testDataSource(signal, chosen));
  };
  return (
    <Field label={name} htmlFor={`data-source-${signal}`}>
      <Stack direction="column">
        <Stack>
          <DataSourcePicker
            inputId={`data-source-${signal}`}
            pluginId={signal}
            current={uid ?? null}
            noDefault
            placeholder={text('config.none')}
            onChange={(source) => change(source.uid)}
            onClear={() => change(undefined)}
          />
          <Button
            variant="secondary"
            disabled={uid === undefined}
            aria-label={text('config.test-of', { name })}
            onClick={() => void (uid !== undefined && test(uid))}
          >
            {text('config.test')}
          </Button>
        </Stack>
        {finding === undefined ? null : <Found {...finding} />}
      </Stack>
    </Field>
  );
}
