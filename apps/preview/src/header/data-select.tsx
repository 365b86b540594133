import { scenarios } from '@dynamo-observability/simulator';
import { t } from '@grafana/i18n';
import { Combobox } from '@grafana/ui';

import { CAPTURE } from '../shown/chosen.ts';

export interface DataChoice {
  /** A scenario's name, or `capture`. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Scenarios that a page can simulate in a few seconds. */
const LONGEST_SECONDS = 3600;
const MOST_WORKERS = 50;

/** Chooses between the real capture and simulated scenarios. */
export function DataSelect({ value, onChange }: DataChoice): JSX.Element {
  const simulated = [...scenarios.values()]
    .filter(({ durationSeconds, deployments }) => {
      const workers = deployments.flatMap(({ pools }) => pools).reduce((sum, { replicas }) => sum + replicas, 0);
      return durationSeconds <= LONGEST_SECONDS && workers <= MOST_WORKERS;
    })
    .map(({ name, about }) => ({ value: name, label: name, description: about }));
  const capture = {
    value: CAPTURE,
    label: t('preview.data.capture', 'real capture'),
    description: t('preview.shown.bundled', 'Real capture of Dynamo 1.6.1, mocker engines'),
  };
  return (
    <Combobox
      aria-label={t('preview.data.label', 'Data')}
      width={32}
      value={value}
      options={[capture, ...simulated]}
      onChange={(choice) => onChange(choice.value)}
    />
  );
}
